/*
 * The floor: what a request costs at least on this machine. P processes hold N keep-alive connections open and send R
 * requests a second over them in all, each connection in its turn. Plain epoll, woken each millisecond; no scenario, no
 * cookies, nothing recorded. Prints one line of JSON.
 *
 *   floor ADDRESS PORT CONNECTIONS REQUESTS_PER_SECOND SECONDS PROCESSES NET
 *
 * Process p sends from 127.NET.1.(p+1). R = 0 is a closed loop: each connection sends again when its answer is there.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define BIND_ADDRESS_NO_PORT 24 /* IP_BIND_ADDRESS_NO_PORT: the port is chosen with the connect, for the whole 4-tuple */

static const char REQUEST[] =
    "GET /tatami/rest/statuses/home_timeline HTTP/1.1\r\nHost: tatami\r\nAccept: application/json\r\n"
    "Cookie: JSESSIONID=0123456789abcdef0123456789abcdef\r\n\r\n";

struct tally { long done, errors, rss_kib; double cpu_s; };

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static double cpu(void) {
    struct rusage r;
    getrusage(RUSAGE_SELF, &r);
    return r.ru_utime.tv_sec + r.ru_stime.tv_sec + (r.ru_utime.tv_usec + r.ru_stime.tv_usec) / 1e6;
}

static long rss_kib(void) {
    long all, resident = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (!file || fscanf(file, "%ld %ld", &all, &resident) != 2) resident = 0;
    if (file) fclose(file);
    return resident * (sysconf(_SC_PAGESIZE) / 1024);
}

static int connected(const struct sockaddr_in *from, const struct sockaddr_in *to) {
    int one = 1, fd = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(fd, IPPROTO_IP, BIND_ADDRESS_NO_PORT, &one, sizeof one);
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (bind(fd, (const void *)from, sizeof *from) || connect(fd, (const void *)to, sizeof *to)) {
        perror("connect");
        exit(1);
    }
    fcntl(fd, F_SETFL, O_NONBLOCK);
    return fd;
}

static void ask(int fd, char *busy, struct tally *tally) {
    if (*busy || write(fd, REQUEST, sizeof REQUEST - 1) != (ssize_t)sizeof REQUEST - 1) tally->errors++;
    else *busy = 1;
}

/* What is due by now, of `rate` a second since `start`, goes out; each connection in its turn. */
static void send_due(double elapsed, double rate, long *sent, int *turn, const int *fds, char *busy, int n, struct tally *tally) {
    long due = (long)(elapsed * rate);
    for (; *sent < due; (*sent)++, *turn = (*turn + 1) % n) ask(fds[*turn], &busy[*turn], tally);
}

static struct tally load(const struct sockaddr_in *from, const struct sockaddr_in *to, int n, double rate, double seconds) {
    static char buffer[65536];
    struct epoll_event events[256];
    struct tally tally = {0};
    int *fds = calloc(n, sizeof *fds), epoll = epoll_create1(0), turn = 0;
    char *busy = calloc(n, 1);
    long sent = 0;
    for (int i = 0; i < n; i++) {
        fds[i] = connected(from, to);
        struct epoll_event event = {.events = EPOLLIN, .data.u32 = i};
        epoll_ctl(epoll, EPOLL_CTL_ADD, fds[i], &event);
        if (i % 200 == 199) usleep(10000);
    }
    sleep(1);
    double start = now(), cpu_before = cpu();
    for (int i = 0; rate == 0 && i < n; i++) ask(fds[i], &busy[i], &tally);
    while (now() - start < seconds) {
        if (rate > 0) send_due(now() - start, rate, &sent, &turn, fds, busy, n, &tally);
        int ready = epoll_wait(epoll, events, 256, 1);
        for (int k = 0; k < ready; k++) {
            int i = events[k].data.u32;
            if (read(fds[i], buffer, sizeof buffer) <= 0) { tally.errors++; continue; }
            busy[i] = 0;
            tally.done++;
            if (rate == 0) ask(fds[i], &busy[i], &tally);
        }
    }
    tally.cpu_s = cpu() - cpu_before;
    tally.rss_kib = rss_kib();
    return tally;
}

static struct sockaddr_in address_of(const char *ip, int port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    inet_pton(AF_INET, ip, &address.sin_addr);
    return address;
}

int main(int argc, char **argv) {
    if (argc != 8) { fprintf(stderr, "floor ADDRESS PORT CONNECTIONS REQUESTS_PER_SECOND SECONDS PROCESSES NET\n"); return 2; }
    struct sockaddr_in to = address_of(argv[1], atoi(argv[2]));
    int connections = atoi(argv[3]), processes = atoi(argv[6]), channel[2];
    double rate = atof(argv[4]), seconds = atof(argv[5]);
    if (pipe(channel)) return 1;
    for (int p = 0; p < processes; p++) {
        if (fork()) continue;
        char ip[32];
        snprintf(ip, sizeof ip, "127.%s.1.%d", argv[7], p + 1);
        struct sockaddr_in from = address_of(ip, 0);
        struct tally tally = load(&from, &to, connections / processes, rate / processes, seconds);
        return write(channel[1], &tally, sizeof tally) == sizeof tally ? 0 : 1;
    }
    close(channel[1]);
    struct tally all = {0}, one;
    while (read(channel[0], &one, sizeof one) == sizeof one) {
        all.done += one.done; all.errors += one.errors; all.rss_kib += one.rss_kib; all.cpu_s += one.cpu_s;
    }
    while (wait(0) > 0) {}
    printf("{\"done\":%ld,\"errors\":%ld,\"perSec\":%.0f,\"cpuUs\":%.2f,\"rssKib\":%ld}\n", all.done, all.errors,
           all.done / seconds, all.cpu_s / all.done * 1e6, all.rss_kib);
    return all.done > 0 ? 0 : 1;
}
