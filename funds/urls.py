"""The doors of funds, in the order of the menu."""

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from funds.api.credit import LoanPaymentViewSet, LoanViewSet, OperatorLoanViewSet
from funds.api.money import AllotmentViewSet, EntryViewSet, LineViewSet, PaymentViewSet
from funds.api.projects import BenefitViewSet, ProjectViewSet
from funds.views import (
    allotments,
    bank,
    board,
    checks,
    deliveries,
    donations,
    entries,
    flags,
    flow,
    fund_lines,
    ledger_export,
    notices,
    panels,
    payments,
    plans,
    projects,
    societies,
    special_areas,
    whole_villages,
)
from funds.views.credit import acts, coverage, loans, operators
from funds.views.credit import money as fund
from funds.views.relocation import acts as relocation_acts
from funds.views.relocation import cases as relocations
from funds.views.relocation import curve as relocation_curve
from funds.views.relocation import listed as relocation_listed
from funds.views.relocation import sites as relocation_sites

app_name = "funds"
api = SimpleRouter()
api.register("fund-lines", LineViewSet, basename="api-fund-line")
api.register("fund-entries", EntryViewSet, basename="api-fund-entry")
api.register("allotments", AllotmentViewSet, basename="api-allotment")
api.register("payments", PaymentViewSet, basename="api-payment")
api.register("projects", ProjectViewSet, basename="api-project")
api.register("benefits", BenefitViewSet, basename="api-benefit")
api.register("loans", LoanViewSet, basename="api-loan")
api.register("loan-payments", LoanPaymentViewSet, basename="api-loan-payment")
api.register("operator-loans", OperatorLoanViewSet, basename="api-operator-loan")

urlpatterns = [
    path("funds/", flow.OverviewPage.as_view(), name="overview"),
    path("funds/flow/", flow.FlowPage.as_view(), name="flow"),
    path("funds/checks/", checks.ChecksPage.as_view(), name="checks"),
    path("funds/bank/<int:pk>/", bank.BankRowPage.as_view(), name="bank_row"),
    path("funds/ledger/export/", ledger_export.LedgerExport.as_view(), name="ledger_export"),
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
    path("projects/", board.ProjectBoard.as_view(), name="project_board"),
    path("projects/export/", projects.ProjectExport.as_view(), name="projects_xlsx"),
    path("projects/flags/", flags.ProjectFlags.as_view(), name="project_flags"),
    path("projects/list/", projects.ProjectList.as_view(), name="project_list"),
    path("projects/add/", projects.ProjectAdd.as_view(), name="project_add"),
    path("projects/claims/", projects.ClaimList.as_view(), name="claims"),
    path("projects/deliveries/", deliveries.DeliveryItems.as_view(), name="delivery_items"),
    path("projects/negative-list/", projects.NegativeList.as_view(), name="negative_list"),
    path("projects/<str:no>/", projects.ProjectDetail.as_view(), name="project"),
    path("projects/<str:no>/edit/", projects.ProjectEdit.as_view(), name="project_edit"),
    path("projects/<str:no>/benefits/", projects.ProjectBenefits.as_view(), name="project_benefits"),
    path(
        "projects/<str:no>/benefits/add/", projects.ProjectBenefitsAdd.as_view(), name="project_benefits_add"
    ),
    path(
        "projects/<str:no>/benefits/<int:pk>/drop/",
        projects.BenefitDrop.as_view(),
        name="project_benefit_drop",
    ),
    path("projects/<str:no>/stage/<str:stage>/", projects.ProjectStage.as_view(), name="project_stage"),
    path("projects/<str:no>/papers/<str:paper>/", projects.ProjectPaper.as_view(), name="project_paper"),
    path("projects/<str:no>/claims/<int:number>/", projects.ClaimDetail.as_view(), name="claim"),
    path("funds/notices/", notices.NoticeList.as_view(), name="notices"),
    path("funds/notices/add/", notices.NoticeAdd.as_view(), name="notice_add"),
    path("funds/notices/export/", notices.NoticeExport.as_view(), name="notices_export"),
    path("funds/notices/objections/<int:pk>/", notices.NoticeAnswer.as_view(), name="notice_answer"),
    path("funds/notices/<str:code>/", notices.NoticeDetail.as_view(), name="notice"),
    path("funds/notices/<str:code>/photo/", notices.NoticeAddPhoto.as_view(), name="notice_photo"),
    path("funds/notices/<str:code>/take-down/", notices.NoticeTakeDown.as_view(), name="notice_take_down"),
    path("funds/notices/<str:code>/object/", notices.NoticeObject.as_view(), name="notice_object"),
    path("funds/notices/<str:code>/paper/<str:form>/", notices.NoticePaper.as_view(), name="notice_paper"),
    path("funds/loans/", loans.LoanList.as_view(), name="loans"),
    path("funds/loans/new/", acts.LoanAdd.as_view(), name="loan_add"),
    path("funds/loans/export/", loans.LoanExport.as_view(), name="loans_xlsx"),
    path("funds/loans/coverage/", coverage.CoveragePage.as_view(), name="loan_coverage"),
    path("funds/loans/risk-fund/", fund.RiskFundPage.as_view(), name="risk_fund"),
    path("funds/loans/risk-fund/open/", fund.RiskFundOpen.as_view(), name="risk_fund_open"),
    path("funds/loans/risk-fund/<int:pk>/plan/", fund.RiskFundPlan.as_view(), name="risk_fund_plan"),
    path("funds/loans/risk-fund/<int:pk>/pay/", fund.RiskFundPay.as_view(), name="risk_fund_pay"),
    path("funds/loans/risk-fund/<int:pk>/return/", fund.RiskFundReturn.as_view(), name="risk_fund_return"),
    path("funds/loans/subsidies/", fund.SubsidyList.as_view(), name="subsidies"),
    path("funds/loans/subsidies/new/", fund.SubsidyAdd.as_view(), name="subsidy_add"),
    path("funds/loans/subsidies/<int:pk>/", fund.SubsidyDetail.as_view(), name="subsidy"),
    path("funds/loans/subsidies/<int:pk>/compute/", fund.SubsidyCompute.as_view(), name="subsidy_compute"),
    path("funds/loans/subsidies/<int:pk>/submit/", fund.SubsidySubmit.as_view(), name="subsidy_submit"),
    path("funds/loans/subsidies/<int:pk>/approve/", fund.SubsidyApprove.as_view(), name="subsidy_approve"),
    path("funds/loans/subsidies/<int:pk>/return/", fund.SubsidyReturn.as_view(), name="subsidy_return"),
    path("funds/loans/<str:no>/", loans.LoanDetail.as_view(), name="loan"),
    path("funds/loans/<str:no>/rate/", acts.LoanRate.as_view(), name="loan_rate"),
    path("funds/loans/<str:no>/publicise/", acts.LoanPublicise.as_view(), name="loan_publicise"),
    path("funds/loans/<str:no>/advise/", acts.LoanAdvise.as_view(), name="loan_advise"),
    path("funds/loans/<str:no>/recommend/", acts.LoanRecommend.as_view(), name="loan_recommend"),
    path("funds/loans/<str:no>/withdraw/", acts.LoanWithdraw.as_view(), name="loan_withdraw"),
    path("funds/loans/<str:no>/approve/", acts.LoanApprove.as_view(), name="loan_approve"),
    path("funds/loans/<str:no>/refuse/", acts.LoanRefuse.as_view(), name="loan_refuse"),
    path("funds/loans/<str:no>/disburse/", acts.LoanDisburse.as_view(), name="loan_disburse"),
    path("funds/loans/<str:no>/use/", acts.LoanUse.as_view(), name="loan_use"),
    path("funds/loans/<str:no>/divert/", acts.LoanDivert.as_view(), name="loan_divert"),
    path("funds/loans/<str:no>/extend/", acts.LoanExtend.as_view(), name="loan_extend"),
    path("funds/loans/<str:no>/defer/", acts.LoanDefer.as_view(), name="loan_defer"),
    path("funds/loans/<str:no>/renew/", acts.LoanRenew.as_view(), name="loan_renew"),
    path("funds/loans/<str:no>/pay/", acts.LoanPay.as_view(), name="loan_pay"),
    path(
        "funds/loans/<str:no>/payments/<int:payment>/reverse/",
        acts.LoanReverse.as_view(),
        name="loan_reverse",
    ),
    path("funds/loans/<str:no>/settle/", acts.LoanSettle.as_view(), name="loan_settle"),
    path("funds/loans/<str:no>/collect/", acts.LoanCollect.as_view(), name="loan_collect"),
    path("funds/loans/<str:no>/compensate/", acts.LoanCompensate.as_view(), name="loan_compensate"),
    path("funds/loans/<str:no>/write-off/", acts.LoanWriteOff.as_view(), name="loan_write_off"),
    path("funds/operator-loans/", operators.OperatorLoanList.as_view(), name="operator_loans"),
    path("funds/operator-loans/add/", operators.OperatorLoanAdd.as_view(), name="operator_loan_add"),
    path("funds/operator-loans/<str:no>/", operators.OperatorLoanDetail.as_view(), name="operator_loan"),
    path(
        "funds/operator-loans/<str:no>/refuse/",
        operators.OperatorRefuse.as_view(),
        name="operator_loan_refuse",
    ),
    path(
        "funds/operator-loans/<str:no>/withdraw/",
        operators.OperatorWithdraw.as_view(),
        name="operator_loan_withdraw",
    ),
    path(
        "funds/operator-loans/<str:no>/disburse/",
        operators.OperatorDisburse.as_view(),
        name="operator_loan_disburse",
    ),
    path(
        "funds/operator-loans/<str:no>/repay/", operators.OperatorRepay.as_view(), name="operator_loan_repay"
    ),
    path("households/<str:no>/panels/benefits/", panels.BenefitPanel.as_view(), name="benefit_panel"),
    path("areas/<str:area>/panels/projects/", panels.PlaceProjects.as_view(), name="place_projects"),
    path("households/<str:no>/panels/loans/", loans.LoanPanel.as_view(), name="loan_panel"),
    path("funds/relocation/", relocations.CaseList.as_view(), name="relocations"),
    path("funds/relocation/new/", relocation_acts.CaseAdd.as_view(), name="relocation_add"),
    path("funds/relocation/export/", relocations.CaseExport.as_view(), name="relocations_xlsx"),
    path("funds/relocation/curve/", relocation_curve.CurvePage.as_view(), name="relocation_curve"),
    path("funds/relocation/plans/new/", relocation_curve.PlanAdd.as_view(), name="relocation_plan_add"),
    path("funds/relocation/plans/<str:code>/", relocation_curve.PlanDetail.as_view(), name="relocation_plan"),
    path(
        "funds/relocation/plans/<str:code>/list/", relocation_curve.PlanList.as_view(), name="relocation_list"
    ),
    path("funds/relocation/listed/", relocation_listed.ListedList.as_view(), name="relocation_listed"),
    path(
        "funds/relocation/listed/<int:pk>/strike-off/",
        relocation_listed.StrikeOff.as_view(),
        name="relocation_strike_off",
    ),
    path("funds/relocation/places/", relocation_sites.PlaceList.as_view(), name="relocation_places"),
    path("funds/relocation/places/new/", relocation_sites.PlaceAdd.as_view(), name="relocation_place_add"),
    path(
        "funds/relocation/places/<int:pk>/end/",
        relocation_sites.PlaceEnd.as_view(),
        name="relocation_place_end",
    ),
    path("funds/relocation/sites/", relocation_sites.SiteList.as_view(), name="relocation_sites"),
    path("funds/relocation/sites/new/", relocation_sites.SiteAdd.as_view(), name="relocation_site_add"),
    path("funds/relocation/sites/<str:code>/", relocation_sites.SiteDetail.as_view(), name="relocation_site"),
    path(
        "funds/relocation/sites/<str:code>/report/",
        relocation_sites.SiteReport.as_view(),
        name="relocation_site_report",
    ),
    path(
        "funds/relocation/sites/<str:code>/move/",
        relocation_sites.SiteMove.as_view(),
        name="relocation_site_move",
    ),
    path("funds/relocation/<str:no>/", relocations.CaseDetail.as_view(), name="relocation"),
    path(
        "funds/relocation/<str:no>/step/<str:to>/", relocation_acts.CaseStep.as_view(), name="relocation_step"
    ),
    path("funds/relocation/<str:no>/fault/", relocation_acts.CaseFault.as_view(), name="relocation_fault"),
    path("funds/relocation/<str:no>/check/", relocation_acts.CaseCheck.as_view(), name="relocation_check"),
    path("households/<str:no>/panels/relocation/", relocations.CasePanel.as_view(), name="relocation_panel"),
    path("funds/special-areas/", special_areas.SpecialAreaList.as_view(), name="special_areas"),
    path("funds/special-areas/add/", special_areas.SpecialAreaAdd.as_view(), name="special_area_add"),
    path(
        "funds/special-areas/villages/<int:pk>/",
        special_areas.SpecialAreaTakeOut.as_view(),
        name="special_area_take_out",
    ),
    path("funds/special-areas/<str:code>/", special_areas.SpecialAreaDetail.as_view(), name="special_area"),
    path(
        "funds/special-areas/<str:code>/villages/",
        special_areas.SpecialAreaVillages.as_view(),
        name="special_area_villages",
    ),
    path(
        "funds/special-areas/<str:code>/plan/",
        special_areas.SpecialAreaPlanAdd.as_view(),
        name="special_area_plan",
    ),
    path("funds/whole-villages/", whole_villages.WholeVillageList.as_view(), name="whole_villages"),
    path("funds/whole-villages/add/", whole_villages.WholeVillageAdd.as_view(), name="whole_village_add"),
    path(
        "funds/whole-villages/export/",
        whole_villages.WholeVillageExport.as_view(),
        name="whole_villages_export",
    ),
    path(
        "funds/whole-villages/items/<int:pk>/report/",
        whole_villages.WholeVillageReportAdd.as_view(),
        name="whole_village_report",
    ),
    path(
        "funds/whole-villages/<str:code>/", whole_villages.WholeVillageDetail.as_view(), name="whole_village"
    ),
    path(
        "funds/whole-villages/<str:code>/items/",
        whole_villages.WholeVillageItems.as_view(),
        name="whole_village_items",
    ),
    path("funds/societies/", societies.SocietyList.as_view(), name="societies"),
    path("funds/societies/add/", societies.SocietyAdd.as_view(), name="society_add"),
    path("funds/societies/export/", societies.SocietyExport.as_view(), name="societies_export"),
    path("funds/societies/<str:code>/", societies.SocietyDetail.as_view(), name="society"),
    path("funds/societies/<str:code>/step/", societies.SocietyStepAdd.as_view(), name="society_step"),
    path("funds/societies/<str:code>/report/", societies.SocietyReportAdd.as_view(), name="society_report"),
    path("funds/donations/", donations.DonationList.as_view(), name="donations"),
    path("funds/donations/add/", donations.DonationAdd.as_view(), name="donation_add"),
    path("funds/donations/export/", donations.DonationExport.as_view(), name="donations_export"),
    path("funds/donations/uses/<int:pk>/strike/", donations.DonationStrike.as_view(), name="donation_strike"),
    path("funds/donations/<str:code>/", donations.DonationDetail.as_view(), name="donation"),
    path("funds/donations/<str:code>/pool/", donations.DonationPool.as_view(), name="donation_pool"),
    path("funds/donations/<str:code>/use/", donations.DonationUseAdd.as_view(), name="donation_use"),
    path("api/v1/", include(api.urls)),
]
