"""Runs one command and prints its own cost as JSON: CPU seconds, wall seconds, peak memory, exit code.

Node cannot read the usage of a finished child (wait4), and `time` rounds to hundredths of a second, which is
a quarter of what `node -e 0` takes.
"""
import json
import os
import sys
import time

stdout_path, command = sys.argv[1], sys.argv[2:]
started = time.perf_counter()
pid = os.posix_spawnp(
    command[0],
    command,
    os.environ,
    file_actions=[
        (os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, stdout_path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600),
        (os.POSIX_SPAWN_DUP2, 1, 2),
    ],
)
_, status, usage = os.wait4(pid, 0)
print(json.dumps({
    "wall": time.perf_counter() - started,
    "cpu": usage.ru_utime + usage.ru_stime,
    "peakMiB": usage.ru_maxrss / 1024,
    "exitCode": os.waitstatus_to_exitcode(status),
}))
