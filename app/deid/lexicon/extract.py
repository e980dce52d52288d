#!/usr/bin/env python3
"""Draw the plain word lists in source/ from pinned, permissively licensed packages.

Usage: extract.py SCOWL_DIR FAKER_DIR NAMES_DIR
  SCOWL_DIR  usr/share/dict/scowl of Debian's package scowl 2020.12.07-2
  FAKER_DIR  the unpacked wheel Faker 37.1.0
  NAMES_DIR  the folder names/ of the unpacked source package names 0.3.0
Only the standard library is used; the output is sorted, so a second run changes nothing.
"""
import importlib, os, re, sys, unicodedata

SCOWL, FAKER, NAMES = sys.argv[1:4]
HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "source")
GIVEN = "en_GB en_IE en_NZ ga_IE en_IN en_PK pl_PL ro_RO tr_TR tw_GH yo_NG zu_ZA it_IT es_ES pt_PT fr_FR lt_LT sw".split()
MAP = str.maketrans("łøđðıə", "loddie")


def fold(word):
    word = word.lower().translate(MAP).replace("ß", "ss").replace("æ", "ae").replace("þ", "th").replace("œ", "oe")
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def provider_names(locale, kind):
    provider = importlib.import_module("faker.providers.person." + locale).Provider
    for attribute in dir(provider):
        value = getattr(provider, attribute)
        if attribute.startswith("_") or kind not in attribute or not isinstance(value, (list, tuple, dict)):
            continue
        for name in value:
            for part in re.split(r"[\s\-]", name if isinstance(name, str) else ""):
                part = fold(part).replace("’", "").replace("'", "")
                if re.fullmatch(r"[a-z]{2,}", part):
                    yield part


def census(name, limit):
    with open(os.path.join(NAMES, name)) as lines:
        return [line.split()[0].lower() for line in lines][:limit]


def write(name, words, note):
    with open(os.path.join(HERE, name), "w") as out:
        out.write("# " + note + "\n")
        for word in sorted(words):
            out.write(word + "\n")


def scowl(sizes):
    words = set()
    for size in sizes:
        for group in ("english", "british", "british_variant_1"):
            path = os.path.join(SCOWL, f"{group}-words.{size}")
            if os.path.exists(path):
                with open(path, encoding="latin-1") as lines:
                    words |= {fold(w.strip()) for w in lines}
    return {w for w in words if re.fullmatch(r"[a-z]{2,}", w)}


sys.path.insert(0, FAKER)
common = scowl((10, 20, 35))
given = set(census("dist.male.first", 1219)) | set(census("dist.female.first", 2600))
for locale in GIVEN:
    given |= set(provider_names(locale, "first"))
write("english-common.txt", common, "SCOWL 2020.12.07, English and British words, sizes 10 to 35, folded to a-z.")
write("names-given.txt", given, "Faker 37.1.0 (MIT) and US Census 1990 by way of names 0.3.0 (MIT): given names, folded to a-z.")
