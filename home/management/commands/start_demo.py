"""``manage.py start_demo``: what ``make run`` runs once the packages are there.

The first start makes the database, its example content and one account. Later starts change nothing of it.
"""

from __future__ import annotations

import os
import secrets
import socket
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Site

from home import catalogues, vocabulary_data

ACCOUNT = "admin"


class Command(BaseCommand):
    help = "Prepare the demo site where it is not prepared yet, say where it is, and serve it."
    # The steps check what they need; the checks of all apps cost a second at each start.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="The address to listen on (default: 127.0.0.1).")
        parser.add_argument("--port", type=int, default=8000, help="The port to listen on (default: 8000).")
        parser.add_argument("--reload", action="store_true", help="Start again when a file of the code changes.")
        parser.add_argument("--prepare-only", action="store_true", help="Prepare the site, and do not serve it.")

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("The demo needs DEBUG. For a public server use cms.settings.production.")
        # With --reload the server starts this command again in a second process, when all is prepared.
        if os.environ.get("RUN_MAIN") != "true":
            if not options["prepare_only"]:
                self.check_port(host, port)
            self.prepare(port)
        if not options["prepare_only"]:
            self.say_where(host, port)
            call_command(
                "runserver",
                f"{host}:{port}",
                use_reloader=options["reload"],
                use_static_handler=False,
                skip_checks=True,
            )

    def prepare(self, port: int) -> None:
        """Bring the database up to date; where it has no account yet, fill it and make one."""
        compiled = catalogues.compile_outdated()
        self.step(3, f"Checked the catalogues of translations; compiled {len(compiled)}.")
        self.step(4, f"Applied {self.migrate()} changes to the database.")
        # What is made beforehand holds addresses: those at which the site is opened here.
        Site.objects.filter(is_default_site=True, hostname="localhost").update(port=port)
        first_start = not get_user_model()._default_manager.exists()
        if first_start:
            counts = vocabulary_data.load(self.stdout)
            self.step(5, f"Added {sum(counts.values())} terms of the vocabularies.")
            if "load_demo" in get_commands():
                call_command("load_demo", stdout=self.stdout, stderr=self.stderr)
            # Last, because it marks the first start as finished: one that broke off is done again.
            self.step(6, self.make_account())
        else:
            self.step(5, "Kept the content as it is.")
            self.step(6, "Kept the accounts as they are.")

    def step(self, position: int, sentence: str) -> None:
        """Say what was done. ``make run`` counts its own steps 1 and 2."""
        self.stdout.write(f"[{position}/6] {sentence}")
        self.stdout.flush()

    def check_port(self, host: str, port: int) -> None:
        """Raise ``CommandError`` if nothing can listen on ``port`` of ``host``."""
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except (OSError, OverflowError) as problem:
                reason = getattr(problem, "strerror", None) or problem
                raise CommandError(
                    f"Port {port} cannot be used: {reason}. Choose another: make run PORT=8001"
                ) from None

    def migrate(self) -> int:
        """Apply the migrations that are missing and return how many they were."""
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if missing:
            call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
        return len(missing)

    def make_account(self) -> str:
        """Make the account and return the sentence that says how to sign in."""
        given = os.environ.get("DEMO_ADMIN_PASSWORD", "")
        password = given or secrets.token_urlsafe(12)
        get_user_model()._default_manager.create_superuser(
            ACCOUNT, f"{ACCOUNT}@example.org", password, first_name="Ada", last_name="Admin"
        )
        if given:
            return f"Made the account “{ACCOUNT}” with the password in DEMO_ADMIN_PASSWORD."
        return f"Made the account “{ACCOUNT}” with the password  {password}  (shown only now; note it down)."

    def say_where(self, host: str, port: int) -> None:
        """Print the addresses that a person opens first."""
        site = f"http://{'localhost' if host in ('127.0.0.1', '0.0.0.0') else host}:{port}"  # noqa: S104 - compared only
        self.stdout.write(
            f"\n  Site      {site}/\n  Admin     {site}/admin/\n  Research  {site}/api/research/v1/docs\n"
            f"  Wagtail   {site}/api/v3/docs/  and  {site}/api/v2/pages/\n\n"
            f"Forgot the password? {'manage.py changepassword'} {ACCOUNT}\n"
        )
        self.stdout.flush()
