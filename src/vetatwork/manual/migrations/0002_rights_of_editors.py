"""Give Wagtail's groups the rights that editors of the manual need beyond pages: sources and translations."""

from django.db import migrations

SOURCE_RIGHTS = ("add", "change", "delete", "view")


def give_rights(apps, schema_editor):
    """Rights are rows that Django makes only after all migrations, so they are made here if they are missing."""
    content_type = apps.get_model("contenttypes", "ContentType")
    permission = apps.get_model("auth", "Permission")
    group = apps.get_model("auth", "Group")
    source, _ = content_type.objects.get_or_create(app_label="manual", model="source")
    rights = [
        permission.objects.get_or_create(
            content_type=source, codename=f"{right}_source", defaults={"name": f"Can {right} source"}
        )[0]
        for right in SOURCE_RIGHTS
    ]
    translation, _ = content_type.objects.get_or_create(app_label="simple_translation", model="simpletranslation")
    rights.append(
        permission.objects.get_or_create(
            content_type=translation,
            codename="submit_translation",
            defaults={"name": "Can submit translations"},
        )[0]
    )
    for name in ("Editors", "Moderators"):
        group.objects.get_or_create(name=name)[0].permissions.add(*rights)


class Migration(migrations.Migration):
    """Runs after the groups exist."""

    dependencies = [
        ("manual", "0001_initial"),
        ("wagtailcore", "0002_initial_data"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]
    operations = [migrations.RunPython(give_rights, migrations.RunPython.noop, elidable=False)]
