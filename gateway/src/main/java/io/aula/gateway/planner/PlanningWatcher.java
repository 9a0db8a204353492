package io.aula.gateway.planner;

import java.util.List;

/** Shown what planning finds on its way, for people who ask why a plan is what it is. */
interface PlanningWatcher {

    PlanningWatcher NONE = new PlanningWatcher() {};

    /** The ways each leaf could be reached, cheapest first. */
    default void candidates(List<List<Path>> leaves) {}

    /** The fetches the chosen ways need, siblings already merged, before they are put into waves. */
    default void fetchGraph(List<Visit> visits) {}
}
