package io.aula.gateway.plan;

import java.util.Set;

/** One step from the root of the response towards the objects a fetch reads or writes. */
public sealed interface PathSegment {

    /** Go into the object's field. */
    record Field(String responseKey) implements PathSegment {}

    /** Go into every item of the list; nested lists need one segment each. */
    record ListItem() implements PathSegment {}

    /** Go on only with objects whose {@code __typename} is one of these. */
    record TypeCondition(Set<String> types) implements PathSegment {

        public TypeCondition {
            types = Set.copyOf(types);
        }
    }
}
