"""Reads an HXL file with libhxl, validates it with its default schema, and prints what it found as JSON."""
import json
import sys

import hxl

path = sys.argv[1]
options = hxl.input.InputOptions(allow_local=True)
errors = []


def heard(report):
    if report.rule.severity == "error":
        errors.append(f"{report.row.source_row_number if report.row else ''} {report.column}: {report.value} {report.rule.description}")


schema = hxl.schema(None, callback=heard)
valid = schema.validate(hxl.data(path, options))
data = hxl.data(path, options)
rows = [row.values for row in data]
print(json.dumps({"valid": valid, "errors": errors, "tags": [c.display_tag for c in data.columns], "rows": rows}))
