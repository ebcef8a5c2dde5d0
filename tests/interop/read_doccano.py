"""Has doccano's own importer take files, and prints what is then in its database; see check.py.

    python3 read_doccano.py BACKEND FILE…

BACKEND is the folder `backend` of PyPI's doccano. Of what it depends on there need be only what its importer uses: Django, with
the models of projects, examples and labels in a database in memory, pandas and pydantic. Prints a line of JSON for each file: its
articles as `{"meta", "text", "spans": [[start, end, label]], "relations": [[span, type, span]]}`, and what doccano found wrong.
"""

import json
import sys
import tempfile

sys.path.insert(0, sys.argv[1])

from django.conf import settings  # noqa: E402

folder = tempfile.TemporaryDirectory()
APPS = ["data_import", "projects", "examples", "labels", "label_types", "roles"]
settings.configure(
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "polymorphic", "django_drf_filepond", *APPS],
    # Tables are made of the models as they are, without the way there.
    MIGRATION_MODULES=dict.fromkeys(APPS),
    USE_TZ=True,
    # Of uploaded pictures, which there are none of.
    DJANGO_DRF_FILEPOND_UPLOAD_TMP=folder.name,
    DJANGO_DRF_FILEPOND_FILE_STORE_PATH=folder.name,
)
import django  # noqa: E402

django.setup()
from django.core.management import call_command  # noqa: E402

call_command("migrate", run_syncdb=True, verbosity=0)
from django.contrib.auth.models import User  # noqa: E402
from data_import.datasets import load_dataset  # noqa: E402
from data_import.pipeline.catalog import JSONL, RELATION_EXTRACTION  # noqa: E402
from data_import.pipeline.readers import FileName  # noqa: E402
from examples.models import Example  # noqa: E402
from labels.models import Relation, Span  # noqa: E402
from projects.models import SequenceLabelingProject  # noqa: E402

user = User.objects.create(username="reader")
for path in sys.argv[2:]:
    project = SequenceLabelingProject.objects.create(
        name="read", description="", project_type="SequenceLabeling", created_by=user, use_relation=True, allow_overlapping=True
    )
    dataset = load_dataset(RELATION_EXTRACTION, JSONL(), [FileName(path, path, path)], project)
    dataset.save(user)
    articles = []
    place = lambda span: [span.start_offset, span.end_offset, span.label.text]
    for example in Example.objects.filter(project=project).order_by("id"):
        spans = Span.objects.filter(example=example)
        relations = Relation.objects.filter(example=example)
        articles.append(
            {
                "meta": example.meta,
                "text": example.text,
                "spans": [place(it) for it in spans],
                "relations": [[place(it.from_id), it.type.text, place(it.to_id)] for it in relations],
            }
        )
    print(json.dumps({"file": path, "articles": articles, "errors": [str(it) for it in dataset.errors]}))
