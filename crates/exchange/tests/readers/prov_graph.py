"""Reads a PROV-JSON file with the prov package and prints how many statements of each sort there are."""
import collections
import json
import sys

from prov.model import ProvDocument

document = ProvDocument.deserialize(sys.argv[1])
counts = collections.Counter()
for record in document.get_records():
    sorts = sorted(str(t) for t in record.get_asserted_types())
    counts[" ".join([record.get_type().localpart, *sorts])] += 1
print(json.dumps(counts, sort_keys=True))
