"""The doors of households, in the order of the menu."""

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from households import views
from households.api import HouseholdViewSet
from povertyapp.core.exports import PDF_FORM

router = SimpleRouter()
router.register("households", HouseholdViewSet, basename="household")

app_name = "households"
urlpatterns = [
    path("households/", views.HouseholdList.as_view(), name="list"),
    path("households/list.xlsx", views.HouseholdListXlsx.as_view(), name="list_xlsx"),
    path("households/list.pdf", views.HouseholdListPdf.as_view(), name="list_pdf"),
    path("households/changes/", views.ChangeList.as_view(), name="changes"),
    path("households/changes/start/<slug:kind>/", views.ChangeStart.as_view(), name="change_start"),
    path("households/changes/<int:pk>/", views.ChangeDetail.as_view(), name="change"),
    path(
        "households/changes/<int:pk>/record/<slug:what>/", views.ChangeRecord.as_view(), name="change_record"
    ),
    path("households/changes/<int:pk>/move/<slug:to>/", views.ChangeMove.as_view(), name="change_move"),
    path("areas/", views.AreaHome.as_view(), name="area_home"),
    path("areas/<str:area>/", views.AreaPage.as_view(), name="area"),
    path("areas/<str:area>/history/", views.AreaHistory.as_view(), name="area_history"),
    path("areas/<str:area>/edit/<slug:section>/", views.AreaEdit.as_view(), name="area_edit"),
    path("households/<str:no>/", views.HouseholdFile.as_view(), name="detail"),
    path("households/<str:no>/history/", views.HouseholdHistory.as_view(), name="history"),
    path("households/<str:no>/card/", views.HouseholdCard.as_view(), name="card"),
    path("households/<str:no>/card.pdf", views.HouseholdCard.as_view(form=PDF_FORM), name="card_pdf"),
    path("households/<str:no>/handbook/", views.HouseholdHandbook.as_view(), name="handbook"),
    path(
        "households/<str:no>/handbook.pdf",
        views.HouseholdHandbook.as_view(form=PDF_FORM),
        name="handbook_pdf",
    ),
    path("households/<str:no>/edit/<slug:section>/", views.EditSection.as_view(), name="edit"),
    path("households/<str:no>/members/add/", views.MemberAdd.as_view(), name="member_add"),
    path("households/<str:no>/members/<str:person_no>/edit/", views.MemberEdit.as_view(), name="member_edit"),
    path(
        "households/<str:no>/members/<str:person_no>/leave/", views.MemberLeave.as_view(), name="member_leave"
    ),
    path("households/<str:no>/changes/", views.ChangePanel.as_view(), name="change_panel"),
    path("households/<str:no>/reveal/", views.Reveal.as_view(), name="reveal"),
    path("low-income/", views.LowIncomeLists.as_view(), name="low_income_lists"),
    path("low-income/<int:pk>/", views.LowIncomeRows.as_view(), name="low_income"),
    path("low-income/<int:pk>/not-listed/", views.LowIncomeNotListed.as_view(), name="low_income_not_listed"),
    path("low-income/rows/<int:pk>/", views.LowIncomeRowPage.as_view(), name="low_income_row"),
    path("households/<str:no>/papers/add/", views.HouseholdPaperAdd.as_view(), name="paper_add"),
    path("archive/", views.ArchiveHome.as_view(), name="archive_home"),
    path("archive/<str:area>/", views.ArchiveOverview.as_view(), name="archive"),
    path(
        "archive/<str:area>/missing/<slug:level>/<slug:item>/",
        views.ArchiveMissing.as_view(),
        name="archive_missing",
    ),
    path("archive/<str:area>/panel/", views.ArchivePanel.as_view(), name="archive_panel"),
    path("archive/<str:area>/papers/add/", views.AreaPaperAdd.as_view(), name="archive_paper_add"),
    path("archive/<str:area>/book.<str:form>", views.ArchiveBook.as_view(), name="archive_book"),
    path("archive/<str:area>/zip/", views.ArchiveZip.as_view(), name="archive_zip"),
    path("cross-forms/", views.CrossForms.as_view(), name="cross_forms"),
    path("cross-forms/<str:no>/", views.CrossForm.as_view(), name="cross_form"),
    path("duplicates/", views.Duplicates.as_view(), name="duplicates"),
    path("duplicates/requests/<int:pk>/", views.DuplicateAnswer.as_view(), name="duplicate_answer"),
    path("duplicates/<str:person_no>/", views.Duplicate.as_view(), name="duplicate"),
    path("duplicates/<str:person_no>/ask/", views.DuplicateAsk.as_view(), name="duplicate_ask"),
    path("postings/", views.Postings.as_view(), name="postings"),
    path("postings/batches/<int:batch>/", views.BatchPosting.as_view(), name="posting_batch"),
    path(
        "postings/batches/<int:batch>/list.<str:form>",
        views.BatchPosting.as_view(),
        name="posting_batch_file",
    ),
    path("postings/<slug:kind>/", views.Posting.as_view(), name="posting"),
    path("postings/<slug:kind>.<str:form>", views.Posting.as_view(), name="posting_file"),
    path("api/v1/", include(router.urls)),
]
