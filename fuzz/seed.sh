#!/usr/bin/env bash
# Puts the repository's own samples where the fuzzer begins (corpus/, not committed). A first byte chooses the kind where a target asks for one.
set -euo pipefail
cd "$(dirname "$0")"
for target in intake roads stored agreement lexicon record read names; do mkdir -p "corpus/$target"; done

kinds=(pdf docx odt xlsx ods zip gz tar mbox eml rss atom mhtml csv tsv jsonl html txt json)
put() { # CHOICE FILE TARGET
  { printf "\\x$(printf %02x "$1")"; cat "$2"; } >"corpus/$3/$1-$(basename "$2")"
}
find ../crates/intake/tests/files -type f -size -64k | while read -r file; do
  for i in "${!kinds[@]}"; do [ "${file##*.}" != "${kinds[$i]}" ] || put "$i" "$file" intake; done
done
languages=(fr en ar es tr kmr)
for i in "${!languages[@]}"; do
  find "../corpora/texts/${languages[$i]}" -name '*.txt' -size -4k | sort | head -20 | while read -r file; do put "$i" "$file" read; done
done
tables=(triggers weapons people sites actors cues relations roles determiners)
for i in "${!tables[@]}"; do
  head -20 "../lexicons/fr/${tables[$i]}.tsv" >"corpus/head" && put "$i" corpus/head lexicon && mv "corpus/lexicon/$i-head" "corpus/lexicon/${tables[$i]}"
done
rm -f corpus/head
cp ../agreements/*.toml corpus/agreement/
find ../crates/roads/tests -name '*.pbf' -size -64k -exec cp {} corpus/roads/ \; 2>/dev/null || true
echo "seeds: $(find corpus -type f | wc -l) files"
