"""The doors of inspections, in the order of the menu."""

from django.urls import path

from inspections.views import ledger

app_name = "inspections"
urlpatterns = [
    path("rectification/", ledger.LedgerList.as_view(), name="ledger"),
    path("rectification/export/", ledger.LedgerExport.as_view(), name="ledger_xlsx"),
    path("rectification/<str:no>/", ledger.ProblemDetail.as_view(), name="item"),
]
