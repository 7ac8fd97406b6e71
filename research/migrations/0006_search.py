from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

#: The words alone on PostgreSQL: a row that is met in the index is read for its key, so what is long lies apart.
POSTGRESQL = (
    [
        "CREATE INDEX research_searchentry_words ON research_searchentry"
        " USING gin (array_to_tsvector(string_to_array(tokens, ' '))) WITH (fastupdate = off)",
        "ALTER TABLE research_searchentry SET (toast_tuple_target = 128)",
    ],
    ["DROP INDEX research_searchentry_words"],
)

#: Tokens come prepared: this tokenizer only takes them apart at the spaces. Their row is their key, so that FTS5
#: yields hits in their order. Neither places nor columns are asked for, so none are stored.
SQLITE = (
    [
        "CREATE VIRTUAL TABLE research_searchentry_fts USING fts5("
        "tokens, content='research_searchentry', content_rowid='key', detail='none', "
        "tokenize=\"ascii tokenchars '/.:=_-'\")",
        "CREATE TRIGGER research_searchentry_fts_added AFTER INSERT ON research_searchentry BEGIN "
        "INSERT INTO research_searchentry_fts(rowid, tokens) VALUES (new.key, new.tokens); END",
        "CREATE TRIGGER research_searchentry_fts_removed AFTER DELETE ON research_searchentry BEGIN "
        "INSERT INTO research_searchentry_fts(research_searchentry_fts, rowid, tokens) "
        "VALUES ('delete', old.key, old.tokens); END",
        "CREATE TRIGGER research_searchentry_fts_changed AFTER UPDATE OF key, tokens ON research_searchentry BEGIN "
        "INSERT INTO research_searchentry_fts(research_searchentry_fts, rowid, tokens) "
        "VALUES ('delete', old.key, old.tokens); "
        "INSERT INTO research_searchentry_fts(rowid, tokens) VALUES (new.key, new.tokens); END",
    ],
    [
        "DROP TRIGGER research_searchentry_fts_added",
        "DROP TRIGGER research_searchentry_fts_removed",
        "DROP TRIGGER research_searchentry_fts_changed",
        "DROP TABLE research_searchentry_fts",
    ],
)
BY_VENDOR = {"postgresql": POSTGRESQL, "sqlite": SQLITE}


def add_index(apps, schema_editor):
    for statement in BY_VENDOR.get(schema_editor.connection.vendor, ([], []))[0]:
        schema_editor.execute(statement, params=None)


def remove_index(apps, schema_editor):
    for statement in BY_VENDOR.get(schema_editor.connection.vendor, ([], []))[1]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("research", "0005_removed_changes"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("key", models.BigIntegerField(primary_key=True, serialize=False)),
                ("etag", models.CharField(max_length=40, verbose_name="entity tag")),
                ("made_by", models.CharField(max_length=200)),
                ("tokens", models.TextField()),
                ("shown", models.TextField()),
                ("stems", models.TextField()),
                ("passages", models.TextField()),
                ("findings", models.TextField()),
                (
                    "representation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_entry",
                        to="research.representation",
                    ),
                ),
            ],
            options={
                "verbose_name": "search entry",
                "verbose_name_plural": "search entries",
            },
        ),
        migrations.RunPython(add_index, remove_index),
    ]
