"""The event scenario for Locust: log in once as Tatami's pages do, then poll the home time-line on a pace of POLL_MS.

Locust's quicker client is used; each user has its own connection and cookies.
"""

import os

from locust import FastHttpUser, constant_pacing, task

HOME = [
    "/",
    "/tatami/",
    "/tatami/rest/users/user0",
    "/tatami/rest/groups",
    "/tatami/rest/tags?popular=true",
    "/tatami/rest/users/user0",
    "/tatami/rest/users/suggestions",
    "/tatami/rest/statuses/home_timeline",
]
POLL = "/tatami/rest/statuses/home_timeline?start=fdecd5b0-0000-11e4-8000-000000000000"


class Member(FastHttpUser):
    wait_time = constant_pacing(int(os.environ.get("POLL_MS", "20000")) / 1000)

    def on_start(self):
        self.client.get("/tatami/login")
        account = {"j_username": "user0@tatami.test", "j_password": "password"}
        self.client.post("/tatami/authentication", data=account, allow_redirects=False)
        for path in HOME:
            self.client.get(path)

    @task
    def poll(self):
        self.client.get(POLL, name="poll")
