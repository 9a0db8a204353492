package io.aula.social.pace;

import java.time.Duration;

/** Whether somebody may write something now. */
public sealed interface Leave {

    /** It is counted already. */
    record Given() implements Leave {}

    /** Not now; {@link PaceErrors} says it to the person. */
    sealed interface Withheld extends Leave {}

    /** They write too fast. */
    record Wait(Duration pause) implements Withheld {}

    /** Their account is closed by staff, and their token has not noticed yet. */
    record Closed() implements Withheld {}

    /** Their account is erased, and their token has not noticed yet. */
    record Gone() implements Withheld {}
}
