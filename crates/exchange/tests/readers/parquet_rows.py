"""Reads a GeoParquet file with pyarrow and prints its metadata, types and rows as JSON; geometry as hexadecimal WKB."""
import json
import sys

import pyarrow.parquet as pq

table = pq.read_table(sys.argv[1])
rows = table.to_pylist()
for row in rows:
    row["geometry"] = row["geometry"].hex() if row["geometry"] is not None else None
meta = {k.decode(): v.decode() for k, v in pq.read_metadata(sys.argv[1]).metadata.items()}
print(json.dumps({"meta": meta, "types": {f.name: str(f.type) for f in table.schema}, "rows": rows}, default=str))
