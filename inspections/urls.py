"""The doors of inspections, in the order of the menu."""

app_name = "inspections"
urlpatterns = []
