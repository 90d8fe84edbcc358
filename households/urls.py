"""The doors of households, in the order of the menu."""

app_name = "households"
urlpatterns = []
