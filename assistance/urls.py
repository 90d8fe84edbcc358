"""The doors of assistance, in the order of the menu."""

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from assistance import views
from assistance.api import DeviceViewSet, HelperViewSet, PackView, PhotoViewSet, PostViewSet, VisitViewSet

api = SimpleRouter()
api.register("visits", VisitViewSet, basename="api-visit")
api.register("photos", PhotoViewSet, basename="api-photo")
api.register("devices", DeviceViewSet, basename="api-device")
api.register("helpers", HelperViewSet, basename="api-helper")
api.register("posts", PostViewSet, basename="api-post")

app_name = "assistance"
urlpatterns = [
    path("areas/<str:area>/panels/duties/", views.DutyPanel.as_view(), name="duty_panel"),
    path("assistance/figures/", views.FiguresPage.as_view(), name="figures"),
    path("assistance/figures/<str:figure>/", views.FigureRows.as_view(), name="figure"),
    path("assistance/figures/<str:figure>/places/", views.FigurePlaces.as_view(), name="figure_places"),
    path("assistance/assignments/", views.AssignList.as_view(), name="assign"),
    path("assistance/assignments/new/", views.AssignNew.as_view(), name="assign_new"),
    path("assistance/assignments/villages/", views.AssignVillages.as_view(), name="assign_villages"),
    path("assistance/assignments/villages/<str:area>/", views.AssignVillage.as_view(), name="assign_village"),
    path("assistance/assignments/units/", views.AssignUnits.as_view(), name="assign_units"),
    path("assistance/assignments/units/<int:pk>/", views.AssignUnit.as_view(), name="assign_unit"),
    path("assistance/assignments/rounds/", views.AssignRounds.as_view(), name="assign_rounds"),
    path("assistance/assignments/rounds/<int:pk>/", views.AssignRound.as_view(), name="assign_round"),
    path(
        "assistance/assignments/rounds/<int:pk>/result.xlsx",
        views.AssignRoundXlsx.as_view(),
        name="assign_round_xlsx",
    ),
    path("assistance/helpers/", views.HelperList.as_view(), name="helpers"),
    path("assistance/helpers/<str:code>/", views.HelperDetail.as_view(), name="helper"),
    path("assistance/helpers/<str:code>/edit/", views.HelperEdit.as_view(), name="helper_edit"),
    path("assistance/helpers/<str:code>/handover/", views.HandOver.as_view(), name="helper_handover"),
    path("assistance/helpers/<str:code>/kin/", views.HelperKinPage.as_view(), name="helper_kin"),
    path("assistance/units/", views.UnitList.as_view(), name="units"),
    path("assistance/units/add/", views.UnitAdd.as_view(), name="unit_add"),
    path("assistance/units/<int:pk>/", views.UnitDetail.as_view(), name="unit"),
    path("assistance/units/<int:pk>/assign/", views.UnitAssign.as_view(), name="unit_assign"),
    path("assistance/tasks/<int:pk>/claim/", views.TaskClaim.as_view(), name="task_claim"),
    path("assistance/tasks/<int:pk>/end/", views.TaskEnd.as_view(), name="task_end"),
    path("assistance/posts/", views.PostList.as_view(), name="posts"),
    path("assistance/posts/export/", views.PostExport.as_view(), name="posts_export"),
    path("assistance/posts/<str:area>/", views.PlacePosts.as_view(), name="place_posts"),
    path("assistance/posts/<str:area>/appoint/", views.PostAppoint.as_view(), name="post_appoint"),
    path("assistance/posts/<str:area>/team/", views.TeamStart.as_view(), name="team_start"),
    path("assistance/teams/<int:pk>/end/", views.TeamEnd.as_view(), name="team_end"),
    path("assistance/people/<int:pk>/end/", views.PostEnd.as_view(), name="post_end"),
    path("assistance/people/<int:pk>/hand-over/", views.PostHandOver.as_view(), name="post_hand_over"),
    path("assistance/officials/<str:code>/edit/", views.OfficialEdit.as_view(), name="official_edit"),
    path("assistance/attendance/", views.AttendanceHome.as_view(), name="attendance_home"),
    path("assistance/attendance/<str:area>/", views.AttendanceSheet.as_view(), name="attendance"),
    path("assistance/measures/", views.MeasureList.as_view(), name="measures"),
    path("assistance/measures/<int:pk>/", views.MeasureDetail.as_view(), name="measure"),
    path("assistance/measures/<int:pk>/edit/", views.MeasureEdit.as_view(), name="measure_edit"),
    path("assistance/measures/<int:pk>/decide/", views.MeasureDecide.as_view(), name="measure_decide"),
    path("assistance/measures/<int:pk>/end/", views.MeasureEnd.as_view(), name="measure_end"),
    path("assistance/measures/<int:pk>/effect/", views.MeasureEffect.as_view(), name="measure_effect"),
    path("assistance/plans/", views.PlanList.as_view(), name="plans"),
    path("assistance/reliefs/", views.ReliefList.as_view(), name="reliefs"),
    path("assistance/matrix/", views.Matrix.as_view(), name="matrix"),
    path("assistance/matrix/<slug:cause>/", views.MatrixEdit.as_view(), name="matrix_edit"),
    path("assistance/visits/", views.VisitList.as_view(), name="visits"),
    path("assistance/held/", views.HeldValueList.as_view(), name="held_values"),
    path("assistance/held/<int:pk>/", views.HeldValueDetail.as_view(), name="held_value"),
    path("assistance/review/", views.ReviewList.as_view(), name="review"),
    path("assistance/review/<int:pk>/", views.ReviewItem.as_view(), name="review_item"),
    path(
        "assistance/visits/<int:pk>/photos/<uuid:photo>/", views.VisitPhotoFile.as_view(), name="visit_photo"
    ),
    path("assistance/visits/<int:pk>/place/", views.VisitPlaceReveal.as_view(), name="visit_place"),
    path("assistance/visits/suspicious/", views.SuspiciousVisits.as_view(), name="suspicious_visits"),
    path("assistance/visits/<int:pk>/void/", views.VisitVoid.as_view(), name="visit_void"),
    path("assistance/visits/<int:pk>/false/", views.VisitFalse.as_view(), name="visit_false"),
    path("assistance/visits/<int:pk>/restore/", views.VisitRestore.as_view(), name="visit_restore"),
    path("assistance/visits/<int:pk>/", views.VisitDetail.as_view(), name="visit"),
    path("households/export/roster/", views.RosterExport.as_view(), name="roster_export"),
    path("households/<str:no>/measures/add/", views.MeasureAdd.as_view(), name="measure_add"),
    path("households/<str:no>/plans/<int:year>/", views.PlanDetail.as_view(), name="plan"),
    path("households/<str:no>/plans/<int:year>/edit/", views.PlanEdit.as_view(), name="plan_edit"),
    path("households/<str:no>/reliefs/add/", views.ReliefAdd.as_view(), name="relief_add"),
    path("households/<str:no>/contact-card/", views.ContactCardPaper.as_view(), name="contact_card"),
    path(
        "households/<str:no>/contact-card.pdf",
        views.ContactCardPaper.as_view(is_pdf=True),
        name="contact_card_pdf",
    ),
    path(
        "households/<str:no>/contact-card/posted/",
        views.ContactCardPosted.as_view(),
        name="contact_card_posted",
    ),
    path("households/<str:no>/panels/visits/", views.VisitPanel.as_view(), name="visit_panel"),
    path("households/<str:no>/panels/measures/", views.MeasurePanel.as_view(), name="measure_panel"),
    path("households/<str:no>/panels/helpers/", views.HelperPanel.as_view(), name="helper_panel"),
    path("m/", views.PhoneHome.as_view(), name="m_home"),
    path("m/h/", views.PhoneHouseholds.as_view(), name="m_households"),
    path("m/h/<str:no>/", views.PhoneHousehold.as_view(), name="m_household"),
    path("m/h/<str:no>/visit/", views.PhoneVisit.as_view(), name="m_visit"),
    path("m/h/<str:no>/visit/<int:pk>/", views.PhoneVisitDone.as_view(), name="m_visit_done"),
    path("m/h/<str:no>/visit/<int:pk>/correct/", views.PhoneCorrection.as_view(), name="m_visit_correct"),
    path("m/pack/", PackView.as_view({"get": "list"}), name="m_pack"),
    path("m/me/", views.PhoneMe.as_view(), name="m_me"),
    path("api/v1/", include(api.urls)),
]
