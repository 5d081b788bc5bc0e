"""A posting says the kind of its entry. The index is built anew by this version's rules, so old rows need none."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0002_missed_searches")]

    operations = [
        migrations.RemoveIndex(model_name="posting", name="posting_term"),
        migrations.AddField(
            model_name="posting",
            name="kind",
            field=models.CharField(default="", max_length=40),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="posting",
            index=models.Index(fields=["term", "entry", "kind", "weight"], name="posting_of_term"),
        ),
    ]
