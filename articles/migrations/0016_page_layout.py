"""Where the lines of a PDF page stand, so that the page desk can draw an article's zones anew."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0015_places")]

    operations = [
        migrations.AddField(
            model_name="page",
            name="layout",
            field=models.JSONField(
                default=dict,
                editable=False,
                help_text="Of a page that came as a PDF: where each line and picture stands (articles.parser.layout).",
                verbose_name="places of the lines",
            ),
        ),
    ]
