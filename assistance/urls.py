"""The doors of assistance, in the order of the menu."""

app_name = "assistance"
urlpatterns = []
