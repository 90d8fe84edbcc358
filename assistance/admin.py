"""What a county's administrator keeps by hand."""

from django.contrib import admin

from assistance.models import MeasureWord


@admin.register(MeasureWord)
class MeasureWordAdmin(admin.ModelAdmin):
    """The words that offices write for measures, and the kind that each means."""

    list_display = ("word", "kind")
    list_filter = ("kind",)
    search_fields = ("word",)
