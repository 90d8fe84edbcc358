"""Migrations without drawing all models again and again: a model is drawn when a step asks for it.

Django draws every model of the project anew for each step that writes rows, and nearly every one after each new
table or column, since here nearly all are related: most of the time that a new database took.
"""

import functools

from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import AppConfigStub, ProjectState, StateApps
from django.db.migrations.utils import resolve_relation


class DrawnApps(StateApps):
    """The models of a state. One is drawn with those that it points at; whoever asks who points at it gets all."""

    def __init__(self, real_apps, states):
        super().__init__(real_apps, {})
        self.states = states
        self.pointing = {}  # key of a drawn model → keys of those that it points at
        self._add_apps({label for label, _name in states})

    def copy(self, states):
        """Return the same drawn models as the beginning of another state; what is drawn later differs."""
        made = DrawnApps((), states)
        made._add_apps(self.app_configs)
        made.real_models, made.pointing = self.real_models, dict(self.pointing)
        for label, models in self.all_models.items():
            made.all_models[label].update(models)
        return made

    def _add_apps(self, labels):
        for label in sorted(set(labels) - set(self.app_configs)):
            stub = self.app_configs[label] = AppConfigStub(label)
            stub.apps = self
            stub.import_models()

    def get_model(self, app_label, model_name=None, require_ready=True):
        if model_name is None:
            app_label, model_name = app_label.split(".")
        self._draw([(app_label, model_name.lower())])
        return self.get_registered_model(app_label, model_name)

    def get_models(self, include_auto_created=False, include_swapped=False):
        self._draw(self.states)
        configs = self.app_configs.values()
        return [each for one in configs for each in one.get_models(include_auto_created, include_swapped)]

    def get_app_config(self, app_label):
        self._draw(self.states)
        return super().get_app_config(app_label)

    def clear_cache(self):
        """Forget who points at whom; which model a setting names is no matter of a state."""
        if self.ready:
            for models in self.all_models.values():
                for model in models.values():
                    model._meta._expire_cache()  # type: ignore[attr-defined]

    def forget(self, key):
        """Let a model that changed be drawn anew, and whatever points at it."""
        gone = {key}
        while more := {one for one, others in self.pointing.items() if others & gone} - gone:
            gone |= more
        for label, name in gone:
            self.pointing.pop((label, name), None)
            own = self.all_models[label]
            if drawn := own.pop(name, None):
                for link in [link for link, model in own.items() if model._meta.auto_created is drawn]:
                    del own[link]

    def unregister_model(self, app_label, model_name):
        self.forget((app_label, model_name))

    def _draw(self, keys):
        waiting, found = list(keys), {}
        while waiting:
            key = waiting.pop()
            if key in self.states and key not in self.pointing:
                found[key] = self.states[key]
                self.pointing[key] = _pointed_at(self.states[key])
                waiting += sorted(self.pointing[key])
        self._add_apps(label for label, _name in found)
        self.render_multiple(list(found.values()))


def _pointed_at(state):
    """Return the keys of the models without which one cannot be drawn whole."""
    keys = {tuple(base.lower().split(".")) for base in state.bases if isinstance(base, str)}
    for field in state.fields.values():
        far = field.remote_field
        for model in (far.model, getattr(far, "through", None)) if far else ():
            if model:
                keys.add(resolve_relation(model, state.app_label, state.name_lower))
    return keys


class DrawnState(ProjectState):
    """What a migration begins from."""

    @functools.cached_property
    def apps(self):
        return DrawnApps(self.real_apps, self.models)

    def clone(self):
        made = DrawnState({key: state.clone() for key, state in self.models.items()}, self.real_apps)
        if "apps" in self.__dict__:
            made.apps = self.apps.copy(made.models)
        return made

    def reload_model(self, app_label, model_name, delay=False):
        self.reload_models([(app_label, model_name)])

    def reload_models(self, models, delay=True):
        if "apps" in self.__dict__:
            for label, name in models:
                self.apps.forget((label, name.lower()))
            self.apps.clear_cache()


class DrawingExecutor(MigrationExecutor):
    """Django's own, from states that draw what is asked for."""

    def _create_project_state(self, with_applied_migrations=False):
        known = super()._create_project_state(with_applied_migrations)  # type: ignore[misc]
        return DrawnState(known.models, known.real_apps)
