"""What projects ask of the money: the trigger stands here, since the money knows nothing of contracts and progress."""

import pgtrigger

from funds.models.payment import Payment
from funds.models.project_guards import PAYMENT_GUARD

pgtrigger.register(
    pgtrigger.Trigger(
        name="payment_within_project",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        declare=[("p", "funds_project%ROWTYPE"), ("top", "numeric"), ("known", "numeric")],
        func=PAYMENT_GUARD,
    )
)(Payment)
