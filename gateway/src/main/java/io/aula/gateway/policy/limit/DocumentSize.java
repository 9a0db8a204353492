package io.aula.gateway.policy.limit;

import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts what an operation becomes when its fragments are expanded, without expanding them: each fragment is counted once and its
 * count added at each use, so that fragments of fragments count for what they are long, not what they explode to.
 */
public final class DocumentSize {

    private static final int MANY = 1 << 29;

    private final Map<String, FragmentDefinition> fragments = new HashMap<>();
    private final Map<String, Count> counted = new HashMap<>();

    private record Count(int depth, int fields, int aliases, int directives, int rootFields) {

        static final Count NONE = new Count(0, 0, 0, 0, 0);
        static final Count LEAF = new Count(1, 1, 0, 0, 1);

        Count plus(Count other) {
            if (other == NONE) {
                return this;
            }
            return new Count(
                    Math.max(depth, other.depth),
                    add(fields, other.fields),
                    add(aliases, other.aliases),
                    add(directives, other.directives),
                    add(rootFields, other.rootFields));
        }
    }

    private DocumentSize(Document document) {
        document.getDefinitionsOfType(FragmentDefinition.class)
                .forEach(fragment -> fragments.put(fragment.getName(), fragment));
    }

    /** How many fields the largest operation has. */
    public static int check(Document document, DocumentLimits limits) throws LimitExceededException {
        var size = new DocumentSize(document);
        var most = 0;
        for (var operation : document.getDefinitionsOfType(OperationDefinition.class)) {
            var count = size.count(operation.getSelectionSet()).plus(size.directives(operation));
            require(count.depth(), limits.depth(), "levels of fields");
            require(count.fields(), limits.fields(), "fields");
            require(count.aliases(), limits.aliases(), "aliases");
            require(count.directives(), limits.directives(), "directives");
            require(count.rootFields(), limits.rootFields(), "fields at the root");
            most = Math.max(most, count.fields());
        }
        return most;
    }

    private static void require(int count, int limit, String what) throws LimitExceededException {
        if (count > limit) {
            throw new LimitExceededException(what, limit);
        }
    }

    private Count count(@Nullable SelectionSet set) {
        var sum = Count.NONE;
        if (set != null) {
            for (var selection : set.getSelections()) {
                sum = sum.plus(count(selection));
            }
        }
        return sum;
    }

    private Count count(Selection<?> selection) {
        return switch (selection) {
            case Field field -> field(field);
            case InlineFragment inline -> count(inline.getSelectionSet()).plus(directives(inline));
            case FragmentSpread spread -> fragment(spread.getName()).plus(directives(spread));
            default -> Count.NONE;
        };
    }

    private Count field(Field field) {
        if (field.getSelectionSet() == null && field.getAlias() == null) {
            return Count.LEAF.plus(directives(field));
        }
        var below = count(field.getSelectionSet());
        var aliases = add(below.aliases(), field.getAlias() == null ? 0 : 1);
        return new Count(below.depth() + 1, add(below.fields(), 1), aliases, below.directives(), 1)
                .plus(directives(field));
    }

    /** A fragment within itself counts nothing here; the validator refuses it by name. */
    private Count fragment(String name) {
        var known = counted.get(name);
        if (known != null) {
            return known;
        }
        counted.put(name, Count.NONE);
        var fragment = fragments.get(name);
        var count = fragment == null
                ? Count.NONE
                : count(fragment.getSelectionSet()).plus(directives(fragment));
        counted.put(name, count);
        return count;
    }

    private Count directives(DirectivesContainer<?> node) {
        var directives = node.getDirectives();
        return directives.isEmpty() ? Count.NONE : new Count(0, 0, 0, directives.size(), 0);
    }

    private static int add(int left, int right) {
        return Math.min(MANY, left + right);
    }
}
