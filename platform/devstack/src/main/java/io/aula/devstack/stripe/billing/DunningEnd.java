package io.aula.devstack.stripe.billing;

import io.aula.devstack.stripe.ledger.Json;
import io.aula.devstack.stripe.ledger.Resource;
import io.aula.devstack.stripe.ledger.Work;
import java.util.Locale;

/** What becomes of a subscription when the last retry has failed: in Stripe a setting of the account, which no API reaches. */
public enum DunningEnd {
    CANCEL,
    UNPAID,
    PAST_DUE;

    private static final String ID = "_dunning";

    static DunningEnd of(Work work) {
        return work.find(ID).map(each -> valueOf(each.text("end"))).orElse(CANCEL);
    }

    public static void choose(Work work, String end) {
        DunningEnd chosen = valueOf(end.toUpperCase(Locale.ROOT));
        work.save(Resource.of(Json.object("id", ID, "object", "_setting", "end", chosen.name())));
    }
}
