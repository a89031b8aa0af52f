"""Asks Valhalla and OSRM for the pairs of `compare.sh`, over HTTP on this machine, one question at a time, the connection kept.

peers.py MAP PAIRS WORK WHEELS. A pair is: from lat, lon; to lat, lon. What is closed is in the middle of each one's own route.
"""

import http.client
import json
import math
import os
import pathlib
import subprocess
import sys
import time
import zipfile

GET = (
    "get it with: pip download --no-deps --only-binary=:all: --python-version 312 --abi abi3 "
    "--platform manylinux_2_28_x86_64 -d FOLDER pyvalhalla==3.9.1 osrm-bindings==26.10.0"
)
# Half the side of the square that shuts a stretch out for Valhalla, in metres.
HALF_M = 10.0


def row(what, times, more=""):
    times = sorted(times)
    at = lambda part: times[len(times) * part // 100] * 1000 if times else math.nan
    print(f"| {what}{more} | {at(50):.3f} | {at(95):.3f} | {len(times)} |", flush=True)


def once(what, seconds):
    print(f"| {what} | {seconds:.2f} s | | 1 |", flush=True)


def head(name):
    print(f"\n### {name} (over HTTP on this machine)\n\n| | p50 ms | p95 ms | times |\n|---|---|---|---|")


def unpack(wheels, start, work):
    """The folder of an unpacked wheel, or None with a line that says what is missing."""
    found = sorted(pathlib.Path(wheels).glob(f"{start}-*.whl")) if wheels else []
    if not found:
        print(f"\n{start}: no wheel in “{wheels}”, left out; {GET}")
        return None, None
    folder = work / start
    with zipfile.ZipFile(found[-1]) as archive:
        archive.extractall(folder)
    for program in folder.glob("*/bin/*"):
        program.chmod(0o755)
    return folder, found[-1].name.split("-")[1]


def middle(shape):
    """Latitude and longitude of the middle of the middle stretch of an encoded polyline with six decimals."""
    values, value, shift = [], 0, 0
    for byte in shape.encode():
        value |= (byte - 63 & 31) << shift
        shift += 5
        if byte - 63 < 32:
            values.append(~(value >> 1) if value & 1 else value >> 1)
            value, shift = 0, 0
    lat = lon = 0
    points = []
    for dy, dx in zip(values[::2], values[1::2]):
        lat, lon = lat + dy, lon + dx
        points.append((lat / 1e6, lon / 1e6))
    i = (len(points) - 1) // 2
    (a, b), (c, d) = points[i], points[min(i + 1, len(points) - 1)]
    return (a + c) / 2, (b + d) / 2


def run(*command, log):
    started = time.perf_counter()
    with open(log, "ab") as out:
        done = subprocess.run(list(map(str, command)), stdout=out, stderr=out)
    if done.returncode:
        tail = pathlib.Path(log).read_text(errors="replace")[-1500:]
        raise SystemExit(f"{command[0]} ended with {done.returncode}:\n{tail}")
    return time.perf_counter() - started


class Server:
    """A program that answers on a port, ended with the block."""

    def __init__(self, port, log, *command):
        self.port, self.log, self.command = port, log, list(map(str, command))

    def __enter__(self):
        self.out = open(self.log, "ab")
        started = time.perf_counter()
        self.process = subprocess.Popen(self.command, stdout=self.out, stderr=self.out)
        while True:
            if self.process.poll() is not None or time.perf_counter() - started > 60:
                raise SystemExit(f"{self.command[0]} does not answer; see {self.log}")
            try:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
                self.connection.connect()
                break
            except OSError:
                time.sleep(0.02)
        self.started = time.perf_counter() - started
        return self

    def __exit__(self, *_):
        self.connection.close()
        self.process.terminate()
        self.process.wait()
        self.out.close()

    def ask(self, path, body=None):
        """The answer's status and bytes, and how long it took."""
        text = None if body is None else json.dumps(body)
        started = time.perf_counter()
        try:
            self.connection.request("GET" if body is None else "POST", path, text)
            answer = self.connection.getresponse()
            data = answer.read()
        except (http.client.HTTPException, OSError):
            self.connection.close()
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            started = time.perf_counter()
            self.connection.request("GET" if body is None else "POST", path, text)
            answer = self.connection.getresponse()
            data = answer.read()
        return answer.status, data, time.perf_counter() - started


def valhalla(map_, pairs, work, folder, version):
    head(f"Valhalla {version}, auto")
    log, config, tiles = work / "valhalla.log", work / "valhalla.json", work / "tiles"
    tiles.mkdir()
    made = subprocess.run(
        [sys.executable, folder / "valhalla/valhalla_build_config.py", "--mjolnir-tile-dir", tiles], capture_output=True, text=True)
    if made.returncode:
        raise SystemExit(f"valhalla_build_config.py: {made.stderr[-500:]}")
    settings = json.loads(made.stdout)
    settings["mjolnir"]["concurrency"] = os.cpu_count()
    settings["httpd"]["service"]["listen"] = "tcp://127.0.0.1:8992"
    # All between the stages goes over sockets in our own folder.
    settings["httpd"]["service"].update(loopback=f"ipc://{work}/loopback", interrupt=f"ipc://{work}/interrupt")
    for stage in ("loki", "thor", "odin", "meili"):
        settings.get(stage, {}).get("service", {}).update(proxy=f"ipc://{work}/{stage}")
    config.write_text(json.dumps(settings))
    programs = folder / "valhalla/bin"
    once("build tiles (all cores)", run(programs / "valhalla_build_tiles", "-c", config, map_, log=log))
    with Server(8992, log, programs / "valhalla_service", config, "1") as server:
        once("start", server.started)

        def asked(pair, **more):
            a, b, c, d = pair
            ask = {"locations": [{"lat": a, "lon": b}, {"lat": c, "lon": d}], "costing": "auto", "directions_type": "none"}
            status, data, took = server.ask("/route", {**ask, **more})
            return (json.loads(data)["trip"]["legs"][0]["shape"] if status == 200 else None), took

        def square(shape):
            lat, lon = middle(shape)
            high = HALF_M / 111_195
            wide = high / math.cos(math.radians(lat))
            ring = [[lon - wide, lat - high], [lon + wide, lat - high], [lon + wide, lat + high], [lon - wide, lat + high]]
            return [ring + ring[:1]]

        row("status (what HTTP itself takes)", [server.ask("/status")[2] for _ in range(200)])
        plain = [asked(p) for p in pairs]
        row("route", [t for _, t in plain], f" ({sum(s is not None for s, _ in plain)} found)")
        both = [(p, s) for p, (s, _) in zip(pairs, plain) if s]
        shut = [asked(p, exclude_polygons=square(s)) for p, s in both]
        found, same = sum(s is not None for s, _ in shut), sum(s == r for (s, _), (_, r) in zip(shut, both))
        more = f" ({found} found, {same} unchanged)"
        row(f"route with a square of {HALF_M * 2:.0f} m mid-route excluded", [t for _, t in shut], more)


def osrm(map_, pairs, work, folder, version):
    head(f"OSRM {version}, car, MLD")
    log, base = work / "osrm.log", work / "map.osrm"
    os.symlink(os.path.abspath(map_), work / "map.osm.pbf")
    programs = folder / "osrm/bin"
    profile = folder / "osrm/share/profiles/car.lua"
    extract = run(programs / "osrm-extract", "-p", profile, "-o", base, work / "map.osm.pbf", log=log)
    partition, customize = run(programs / "osrm-partition", base, log=log), run(programs / "osrm-customize", base, log=log)
    once("extract (all cores)", extract)
    once("partition", partition)
    once("customize", customize)
    serve = [programs / "osrm-routed", "-a", "mld", "-i", "127.0.0.1", "-p", "8993", "-t", "1", base]

    def asked(server, pair, more=""):
        a, b, c, d = pair
        status, data, took = server.ask(f"/route/v1/driving/{b},{a};{d},{c}?overview=full{more}")
        return (json.loads(data)["routes"][0] if status == 200 else None), took

    with Server(8993, log, *serve) as server:
        once("start", server.started)
        plain = [asked(server, p) for p in pairs]
        row("route", [t for _, t in plain], f" ({sum(r is not None for r, _ in plain)} found)")
        ways = [asked(server, p, "&annotations=nodes")[0] for p in pairs[:5]]
    speeds = work / "closed.csv"
    applied, times, changed = [], [], 0
    for pair, route in zip(pairs, ways):
        if route is None:
            continue
        nodes = route["legs"][0]["annotation"]["nodes"]
        a, b = nodes[len(nodes) // 2 - 1 : len(nodes) // 2 + 1]
        speeds.write_text(f"{a},{b},0\n{b},{a},0\n")
        seconds = run(programs / "osrm-customize", base, "--segment-speed-file", speeds, log=log)
        with Server(8993, log, *serve) as server:
            applied.append(seconds + server.started)
            round_, took = asked(server, pair)
        times.append(took)
        changed += round_ is not None and round_["geometry"] != route["geometry"]
    row("one stretch closed: customize with a segment-speed file, start again", applied)
    row("… route after it (the first question)", times, f" ({changed} changed)")


def main():
    map_, pairs, work, wheels = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]), sys.argv[4]
    rows = [tuple(map(float, line.split("\t"))) for line in pathlib.Path(pairs).read_text().splitlines()]
    for start, peer in (("pyvalhalla", valhalla), ("osrm_bindings", osrm)):
        folder, version = unpack(wheels, start, work)
        if folder:
            peer(map_, rows, work, folder, version)


main()
