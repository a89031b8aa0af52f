"""Reads a workbook with openpyxl and prints each sheet's cells as JSON, [type, value] each, with what is frozen and when it was made."""
import json
import sys

import openpyxl

book = openpyxl.load_workbook(sys.argv[1])
sheets = {}
for sheet in book.worksheets:
    cells = [[[c.data_type, c.value] for c in row] for row in sheet.iter_rows()]
    sheets[sheet.title] = {"frozen": sheet.freeze_panes, "cells": cells}
print(json.dumps({"sheets": sheets, "created": book.properties.created}, default=str))
