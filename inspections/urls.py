"""The doors of inspections, in the order of the menu."""

from django.urls import path

from inspections.api.account import LineViewSet, PartyViewSet
from inspections.views import (
    account,
    circulars,
    claims,
    closing,
    excuses,
    ledger,
    lists,
    meeting_mode,
    meetings,
    objections,
    own_account,
    published,
    quality,
    rectification,
    rectifying,
    units,
    versions,
)

app_name = "inspections"
urlpatterns = [
    path("hard-account/", account.HaNewest.as_view(), name="ha_newest"),
    path("hard-account/objections/", objections.ObjectionList.as_view(), name="objections"),
    path("hard-account/objections/<str:no>/", objections.ObjectionDetail.as_view(), name="objection"),
    path("hard-account/objections/<str:no>/take/", objections.ObjectionTake.as_view(), name="objection_take"),
    path(
        "hard-account/objections/<str:no>/reject/",
        objections.ObjectionReject.as_view(),
        name="objection_reject",
    ),
    path(
        "hard-account/objections/<str:no>/withdraw/",
        objections.ObjectionWithdraw.as_view(),
        name="objection_withdraw",
    ),
    path("hard-account/excuses/", excuses.ExcuseList.as_view(), name="excuses"),
    path("hard-account/excuses/add/", excuses.ExcuseAdd.as_view(), name="excuse_add"),
    path("hard-account/excuses/<int:pk>/", excuses.ExcuseDetail.as_view(), name="excuse"),
    path("hard-account/excuses/<int:pk>/withdraw/", excuses.ExcuseWithdraw.as_view(), name="excuse_withdraw"),
    path("hard-account/<str:month>/", account.HaBoard.as_view(), name="ha_board"),
    path("hard-account/<str:month>/close/", closing.HaClose.as_view(), name="ha_close"),
    path("hard-account/<str:month>/close/compute/", closing.HaCompute.as_view(), name="ha_compute"),
    path("hard-account/<str:month>/close/lock/", closing.HaLock.as_view(), name="ha_lock"),
    path("hard-account/<str:month>/export/", closing.HaExport.as_view(), name="ha_export"),
    path("hard-account/<str:month>/meeting/", meeting_mode.HaMeeting.as_view(), name="ha_meeting"),
    path(
        "hard-account/<str:month>/meeting/<str:unit>/",
        meeting_mode.HaMeeting.as_view(),
        name="ha_meeting_unit",
    ),
    path("hard-account/<str:month>/bulletin/", circulars.CircularDraft.as_view(), name="bulletin_draft"),
    path("hard-account/<str:month>/late/", lists.HaLate.as_view(), name="ha_late"),
    path("hard-account/<str:month>/helpers/", lists.HaHelpers.as_view(), name="ha_helpers"),
    path("hard-account/<str:month>/helpers/<str:helper>/", lists.HaHelper.as_view(), name="ha_helper"),
    path(
        "hard-account/<str:month>/helpers/<str:helper>/object/",
        objections.ObjectionOfHelper.as_view(),
        name="ha_helper_object",
    ),
    path(
        "hard-account/<str:month>/units/<str:county_unit>/object/",
        objections.ObjectionOfUnit.as_view(),
        name="ha_unit_object",
    ),
    path("hard-account/<str:month>/calendar/", versions.HaCalendar.as_view(), name="ha_calendar"),
    path("hard-account/<str:month>/versions/", versions.HaVersions.as_view(), name="ha_versions"),
    path("hard-account/<str:month>/versions/<int:version>/", versions.HaVersion.as_view(), name="ha_version"),
    path("hard-account/<str:month>/units/", units.HaHelpingUnits.as_view(), name="ha_county_units"),
    path(
        "hard-account/<str:month>/units/<str:county_unit>/",
        units.HaHelpingUnit.as_view(),
        name="ha_county_unit",
    ),
    path("hard-account/<str:month>/<str:area>/", account.HaUnit.as_view(), name="ha_unit"),
    path("hard-account/<str:month>/<str:area>/<str:rule>/", lists.HaRows.as_view(), name="ha_rows"),
    path("m/account/", own_account.OwnAccount.as_view(), name="m_account"),
    path("meetings/", meetings.MeetingList.as_view(), name="meetings"),
    path("meetings/add/", meetings.MeetingAdd.as_view(), name="meeting_add"),
    path("meetings/<int:pk>/", meetings.MeetingDetail.as_view(), name="meeting"),
    path("meetings/<int:pk>/edit/", meetings.MeetingEdit.as_view(), name="meeting_edit"),
    path("decisions/", meetings.DecisionList.as_view(), name="decisions"),
    path("decisions/<int:pk>/", meetings.DecisionAnswer.as_view(), name="decision"),
    path("bulletins/", circulars.CircularList.as_view(), name="bulletins"),
    path("bulletins/<int:pk>/", circulars.CircularPage.as_view(), name="bulletin"),
    path("bulletins/<int:pk>/pdf/", circulars.CircularPdf.as_view(), name="bulletin_pdf"),
    path("bulletins/<int:pk>/edit/", circulars.CircularEdit.as_view(), name="bulletin_edit"),
    path("bulletins/<int:pk>/issue/", circulars.CircularIssue.as_view(), name="bulletin_issue"),
    path(
        "hard-account/<str:month>/<str:area>/<str:rule>/object/",
        objections.ObjectionOfPlace.as_view(),
        name="ha_object",
    ),
    path("households/quality/", quality.QualityBoardPage.as_view(), name="quality"),
    path("households/quality/list/", quality.QualityList.as_view(), name="quality_list"),
    path("households/quality/claims/", claims.ClaimList.as_view(), name="claims"),
    path("households/quality/claims/<int:pk>/", claims.ClaimCheck.as_view(), name="claim"),
    path("households/quality/<str:rule>/", quality.QualityRule.as_view(), name="quality_rule"),
    path(
        "households/quality/<str:rule>/<int:pk>/accept/",
        quality.QualityAccept.as_view(),
        name="quality_accept",
    ),
    path(
        "households/quality/<str:rule>/<int:pk>/claim/", quality.QualityClaim.as_view(), name="quality_claim"
    ),
    path("published/", published.PublishedList.as_view(), name="published"),
    path("published/add/", published.PublishedAdd.as_view(), name="published_add"),
    path("published/<int:pk>/edit/", published.PublishedEdit.as_view(), name="published_edit"),
    path("rectification/", ledger.LedgerList.as_view(), name="ledger"),
    path("rectification/export/", ledger.LedgerExport.as_view(), name="ledger_xlsx"),
    path("rectification/add/", rectification.ProblemAdd.as_view(), name="problem_add"),
    path("rectification/scope/<int:pk>/", rectification.ScopeItem.as_view(), name="scope_item"),
    path("rectification/scope/<int:pk>/mend/", rectification.ScopeMend.as_view(), name="scope_mend"),
    path("rectification/scope/<int:pk>/unmend/", rectification.ScopeUnmend.as_view(), name="scope_unmend"),
    path("rectification/scope/<int:pk>/drop/", rectification.ScopeDrop.as_view(), name="scope_drop"),
    path(
        "rectification/scope/<int:pk>/evidence/", rectification.ScopeEvidence.as_view(), name="scope_evidence"
    ),
    path(
        "rectification/evidence/<int:pk>/picture/",
        rectifying.EvidencePicture.as_view(),
        name="evidence_picture",
    ),
    path("rectification/evidence/<int:pk>/doubt/", rectifying.EvidenceDoubt.as_view(), name="evidence_doubt"),
    path("rectification/evidence/<int:pk>/false/", rectifying.EvidenceFalse.as_view(), name="evidence_false"),
    path(
        "rectification/checks/<int:pk>/picture/",
        rectifying.VerificationPicture.as_view(),
        name="verification_picture",
    ),
    path("rectification/measures/<str:code>/edit/", rectification.MeasureEdit.as_view(), name="measure_edit"),
    path(
        "rectification/measures/<str:code>/assign/", rectifying.MeasureAssign.as_view(), name="measure_assign"
    ),
    path(
        "rectification/measures/<str:code>/progress/",
        rectifying.MeasureProgress.as_view(),
        name="measure_progress",
    ),
    path(
        "rectification/measures/<str:code>/evidence/",
        rectifying.MeasureEvidencePage.as_view(),
        name="measure_evidence",
    ),
    path(
        "rectification/measures/<str:code>/hand-in/",
        rectifying.MeasureHandIn.as_view(),
        name="measure_hand_in",
    ),
    path("rectification/measures/<str:code>/sign/", rectifying.MeasureSign.as_view(), name="measure_sign"),
    path(
        "rectification/measures/<str:code>/verify/", rectifying.MeasureVerify.as_view(), name="measure_verify"
    ),
    path("rectification/measures/<str:code>/close/", rectifying.MeasureClose.as_view(), name="measure_close"),
    path(
        "rectification/measures/<str:code>/send-back/",
        rectifying.MeasureSendBack.as_view(),
        name="measure_send_back",
    ),
    path(
        "rectification/measures/<str:code>/extend/", rectifying.MeasureExtend.as_view(), name="measure_extend"
    ),
    path(
        "rectification/measures/<str:code>/reopen/", rectifying.MeasureReopen.as_view(), name="measure_reopen"
    ),
    path("rectification/measures/<str:code>/", rectifying.MeasurePage.as_view(), name="measure"),
    path("rectification/<str:no>/", ledger.ProblemDetail.as_view(), name="item"),
    path("rectification/<str:no>/edit/", rectification.ProblemEdit.as_view(), name="item_edit"),
    path("rectification/<str:no>/measures/add/", rectification.MeasureAdd.as_view(), name="measure_add"),
    path("rectification/<str:no>/scope/", rectification.ScopeList.as_view(), name="scope"),
    path("rectification/<str:no>/scope/add/", rectification.ScopeAdd.as_view(), name="scope_add"),
    path("api/v1/hard-account/<str:month>/", PartyViewSet.as_view({"get": "list"}), name="api_parties"),
    path("api/v1/hard-account/<str:month>/lines/", LineViewSet.as_view({"get": "list"}), name="api_lines"),
]
