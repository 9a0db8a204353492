package io.aula.devstack.stripe.ledger;

/** The double holds as many objects as it may. */
public final class LedgerFull extends RuntimeException {

    private static final long serialVersionUID = 1;

    LedgerFull() {
        super("This double holds " + Ledger.MAX_OBJECTS
                + " objects, which is all it may: stop the platform and delete the folder data/stripe in AULA_HOME.");
    }
}
