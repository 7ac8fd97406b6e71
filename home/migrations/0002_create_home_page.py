"""Put a HomePage in the place of the welcome page that Wagtail's own migrations create."""

from django.conf import settings
from django.db import migrations


def create_home_page(apps, schema_editor):
    content_type_model = apps.get_model("contenttypes", "ContentType")
    page_model = apps.get_model("wagtailcore", "Page")
    site_model = apps.get_model("wagtailcore", "Site")
    locale_model = apps.get_model("wagtailcore", "Locale")
    home_page_model = apps.get_model("home", "HomePage")

    locale, _created = locale_model.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    # The welcome page takes the site that points at it along.
    page_model.objects.filter(slug="home", depth=2).delete()
    content_type, _created = content_type_model.objects.get_or_create(app_label="home", model="homepage")
    home_page = home_page_model.objects.create(
        title="Research updates",
        draft_title="Research updates",
        slug="home",
        content_type=content_type,
        locale=locale,
        path="00010001",
        depth=2,
        numchild=0,
        url_path="/home/",
    )
    site_model.objects.create(hostname="localhost", root_page=home_page, is_default_site=True)


def remove_home_page(apps, schema_editor):
    apps.get_model("home", "HomePage").objects.filter(slug="home", depth=2).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(create_home_page, remove_home_page)]
