// A scenario without a pause: the next request goes out when the answer is there, as in a closed loop.
export default {
  name: 'loop',
  perUserHour: 3_600_000,
  steps: { 'loop/get': 'json-array' },
  *run(_user, kit) {
    for (let i = 0; i < 100; i++) yield* kit.get('loop/get', '/tatami/rest/statuses/home_timeline')
  },
}
