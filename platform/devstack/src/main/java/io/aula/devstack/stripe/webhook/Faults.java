package io.aula.devstack.stripe.webhook;

/**
 * What a test wants to go wrong on the way to the receiver.
 *
 * @param isHeld nothing leaves until it is released
 * @param lost so many of the next events are never sent
 * @param copies how often each event is sent; 1 is usual
 * @param parallel how many are under way at once
 */
public record Faults(boolean isHeld, int lost, int copies, int parallel) {

    public static final Faults NONE = new Faults(false, 0, 1, 4);
    private static final int MOST = 64;

    public Faults {
        if (lost < 0 || copies < 1 || copies > MOST || parallel < 1 || parallel > MOST) {
            throw new IllegalArgumentException("lose is 0 or more; duplicates and parallel are 1 to " + MOST);
        }
    }

    Faults oneLess() {
        return new Faults(isHeld, lost - 1, copies, parallel);
    }
}
