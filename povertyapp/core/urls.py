"""The doors of the shell."""

from django.urls import path, re_path

from povertyapp.core.views.api_root import ApiRoot
from povertyapp.core.views.audit import Audit, AuditExports
from povertyapp.core.views.bulk import BulkPage, BulkRunDetail, BulkRunFile
from povertyapp.core.views.devices import DeviceList, DeviceOff, DeviceRevoke
from povertyapp.core.views.filters import (
    ColumnChoice,
    SavedFilterChange,
    SavedFilterDefault,
    SavedFilterDelete,
    SavedFilterList,
    SavedFilterMenu,
)
from povertyapp.core.views.gateway import GatewayDelete, GatewayHome, GatewayPage, GatewayTest
from povertyapp.core.views.help import Help
from povertyapp.core.views.imports import (
    ImportChanges,
    ImportErrors,
    ImportList,
    ImportNew,
    ImportTemplate,
    ImportUndo,
    import_step,
)
from povertyapp.core.views.jobs import FileDownload, JobCancel, JobDetail, JobList
from povertyapp.core.views.long_forms import DraftList
from povertyapp.core.views.prefs import Preferences
from povertyapp.core.views.search import Search
from povertyapp.core.views.session import Health, Home, Login, Logout, set_preference
from povertyapp.core.views.siblings import Siblings
from povertyapp.core.views.terms import TermChoiceDelete, TermsChoose, TermsHome, TermsPage, TermWordEdit
from povertyapp.core.views.todo import NoticesPutAway, TodoCount, TodoPage
from povertyapp.core.views.undo import Undo

app_name = "core"
urlpatterns = [
    path("", Home.as_view(), name="home"),
    path("login/", Login.as_view(), name="login"),
    path("logout/", Logout.as_view(), name="logout"),
    path("preferences/", set_preference, name="preference"),
    path("search/", Search.as_view(), name="search"),
    path("siblings/<str:area>/", Siblings.as_view(), name="siblings"),
    path("imports/", ImportList.as_view(), name="import_list"),
    path("imports/new/<slug:kind>/", ImportNew.as_view(), name="import_new"),
    path("imports/new/<slug:kind>/template.xlsx", ImportTemplate.as_view(), name="import_template"),
    re_path(r"^imports/(?P<pk>\d+)/(?P<step>map|preview|confirm|result)/$", import_step, name="import_step"),
    path("imports/<int:pk>/errors.xlsx", ImportErrors.as_view(), name="import_errors"),
    path("imports/<int:pk>/changes/<slug:name>/", ImportChanges.as_view(), name="import_changes"),
    path("imports/<int:pk>/undo/", ImportUndo.as_view(), name="import_undo"),
    path("todo/", TodoPage.as_view(), name="todo"),
    path("todo/count/", TodoCount.as_view(), name="todo_count"),
    path("todo/put-away/", NoticesPutAway.as_view(), name="notices_put_away"),
    path("me/", Preferences.as_view(), name="prefs"),
    path("jobs/", JobList.as_view(), name="job_list"),
    path("jobs/<int:pk>/", JobDetail.as_view(), name="job"),
    path("jobs/<int:pk>/cancel/", JobCancel.as_view(), name="job_cancel"),
    path("files/<int:pk>/", FileDownload.as_view(), name="file"),
    path("devices/", DeviceList.as_view(), name="devices"),
    path("devices/<int:pk>/off/", DeviceOff.as_view(), name="device_off"),
    path("devices/<int:pk>/revoke/", DeviceRevoke.as_view(), name="device_revoke"),
    path("filters/", SavedFilterList.as_view(), name="filter_list"),
    path("filters/menu/", SavedFilterMenu.as_view(), name="filter_menu"),
    path("filters/<int:pk>/", SavedFilterChange.as_view(), name="filter_change"),
    path("filters/<int:pk>/delete/", SavedFilterDelete.as_view(), name="filter_delete"),
    path("filters/<int:pk>/default/", SavedFilterDefault.as_view(), name="filter_default"),
    path("columns/", ColumnChoice.as_view(), name="columns"),
    path("bulk/<slug:action>/", BulkPage.as_view(), name="bulk"),
    path("bulk/runs/<int:pk>/", BulkRunDetail.as_view(), name="bulk_run"),
    path("bulk/runs/<int:pk>/result.xlsx", BulkRunFile.as_view(), name="bulk_run_xlsx"),
    path("terms/", TermsHome.as_view(), name="terms_home"),
    path("terms/choices/<int:pk>/delete/", TermChoiceDelete.as_view(), name="term_choice_delete"),
    path("terms/<str:area>/", TermsPage.as_view(), name="terms"),
    path("terms/<str:area>/choose/", TermsChoose.as_view(), name="terms_choose"),
    path("terms/<str:area>/<slug:pack>/<slug:term>/", TermWordEdit.as_view(), name="term_word"),
    path("gateway/", GatewayHome.as_view(), name="gateway_home"),
    path("gateway/<str:area>/", GatewayPage.as_view(), name="gateway"),
    path("gateway/<str:area>/test/", GatewayTest.as_view(), name="gateway_test"),
    path("gateway/<str:area>/delete/", GatewayDelete.as_view(), name="gateway_delete"),
    path("drafts/", DraftList.as_view(), name="drafts"),
    path("undo/<uuid:act>/", Undo.as_view(), name="undo"),
    path("help/<slug:slug>/", Help.as_view(), name="help"),
    path("api/v1/", ApiRoot.as_view(), name="api_root"),
    path("audit/", Audit.as_view(), name="audit"),
    path("audit/exports/", AuditExports.as_view(), name="audit_exports"),
    path("healthz", Health.as_view(), name="health"),
]
