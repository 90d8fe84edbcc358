"""The doors of funds, in the order of the menu."""

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from funds.api.money import AllotmentViewSet, EntryViewSet, LineViewSet, PaymentViewSet
from funds.views import allotments, entries, fund_lines, notices, payments, plans

app_name = "funds"
api = SimpleRouter()
api.register("fund-lines", LineViewSet, basename="api-fund-line")
api.register("fund-entries", EntryViewSet, basename="api-fund-entry")
api.register("allotments", AllotmentViewSet, basename="api-allotment")
api.register("payments", PaymentViewSet, basename="api-payment")

urlpatterns = [
    path("funds/sources/", fund_lines.SourceList.as_view(), name="sources"),
    path("funds/sources/add/", fund_lines.SourceAdd.as_view(), name="source_add"),
    path("funds/sources/<str:code>/", fund_lines.SourceDetail.as_view(), name="source"),
    path("funds/sources/<str:code>/edit/", fund_lines.SourceEdit.as_view(), name="source_edit"),
    path("funds/sources/<str:code>/receive/", fund_lines.SourceReceive.as_view(), name="source_receive"),
    path(
        "funds/sources/<str:code>/integrate/", fund_lines.SourceIntegrate.as_view(), name="source_integrate"
    ),
    path("funds/plans/", plans.PlanList.as_view(), name="plans"),
    path("funds/plans/add/", plans.PlanAdd.as_view(), name="plan_add"),
    path("funds/plans/<int:pk>/", plans.PlanDetail.as_view(), name="plan"),
    path("funds/plans/<int:pk>/edit/", plans.PlanEdit.as_view(), name="plan_edit"),
    path("funds/entries/", entries.EntryList.as_view(), name="entries"),
    path("funds/entries/<int:pk>/reverse/", entries.EntryReverse.as_view(), name="entry_reverse"),
    path("funds/allocations/", allotments.AllotmentList.as_view(), name="allocations"),
    path("funds/allocations/add/", allotments.AllotmentAdd.as_view(), name="allocation_add"),
    path("funds/allocations/<int:pk>/", allotments.AllotmentDetail.as_view(), name="allocation"),
    path("funds/allocations/<int:pk>/pay/", payments.PaymentAdd.as_view(), name="payment_add"),
    path("funds/payments/", payments.PaymentList.as_view(), name="payments"),
    path("funds/payments/<int:pk>/", payments.PaymentDetail.as_view(), name="payment"),
    path("funds/notices/", notices.NoticeList.as_view(), name="notices"),
    path("funds/notices/add/", notices.NoticeAdd.as_view(), name="notice_add"),
    path("funds/notices/export/", notices.NoticeExport.as_view(), name="notices_export"),
    path("funds/notices/objections/<int:pk>/", notices.NoticeAnswer.as_view(), name="notice_answer"),
    path("funds/notices/<str:code>/", notices.NoticeDetail.as_view(), name="notice"),
    path("funds/notices/<str:code>/photo/", notices.NoticeAddPhoto.as_view(), name="notice_photo"),
    path("funds/notices/<str:code>/take-down/", notices.NoticeTakeDown.as_view(), name="notice_take_down"),
    path("funds/notices/<str:code>/object/", notices.NoticeObject.as_view(), name="notice_object"),
    path("funds/notices/<str:code>/paper/<str:form>/", notices.NoticePaper.as_view(), name="notice_paper"),
    path("api/v1/", include(api.urls)),
]
