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
    private final DocumentLimits limits;
    private int levels;

    private record Count(int levels, int depth, int fields, int aliases, int directives, int rootFields) {

        static final Count NONE = new Count(0, 0, 0, 0, 0, 0);
        static final Count LEAF = new Count(0, 1, 1, 0, 0, 1);

        Count plus(Count other) {
            if (other == NONE) {
                return this;
            }
            return new Count(
                    Math.max(levels, other.levels),
                    Math.max(depth, other.depth),
                    add(fields, other.fields),
                    add(aliases, other.aliases),
                    add(directives, other.directives),
                    add(rootFields, other.rootFields));
        }

        /** The same within a fragment. */
        Count deeper() {
            return new Count(levels + 1, depth, fields, aliases, directives, rootFields);
        }
    }

    private DocumentSize(Document document, DocumentLimits limits) {
        this.limits = limits;
        document.getDefinitionsOfType(FragmentDefinition.class)
                .forEach(fragment -> fragments.put(fragment.getName(), fragment));
    }

    /** How many fields the largest operation has. */
    public static int check(Document document, DocumentLimits limits) throws LimitExceededException {
        var size = new DocumentSize(document, limits);
        var operations = document.getDefinitionsOfType(OperationDefinition.class);
        require(operations.size(), limits.operations(), "operations");
        require(size.fragments.size(), limits.fragments(), "fragments");
        // Those that nobody uses are validated too.
        for (var name : size.fragments.keySet()) {
            size.require(size.fragment(name));
        }
        var most = 0;
        for (var operation : operations) {
            var count = size.count(operation.getSelectionSet()).plus(size.directives(operation));
            size.require(count);
            require(count.rootFields(), limits.rootFields(), "fields at the root");
            most = Math.max(most, count.fields());
        }
        return most;
    }

    private void require(Count count) throws LimitExceededException {
        require(count.levels(), limits.fragmentLevels(), "levels of fragments");
        require(count.depth(), limits.depth(), "levels of fields");
        require(count.fields(), limits.fields(), "fields");
        require(count.aliases(), limits.aliases(), "aliases");
        require(count.directives(), limits.directives(), "directives");
    }

    private static void require(int count, int limit, String what) throws LimitExceededException {
        if (count > limit) {
            throw new LimitExceededException(what, limit);
        }
    }

    private Count count(@Nullable SelectionSet set) throws LimitExceededException {
        var sum = Count.NONE;
        if (set != null) {
            for (var selection : set.getSelections()) {
                sum = sum.plus(count(selection));
            }
        }
        return sum;
    }

    private Count count(Selection<?> selection) throws LimitExceededException {
        return switch (selection) {
            case Field field -> field(field);
            case InlineFragment inline -> count(inline.getSelectionSet()).plus(directives(inline));
            case FragmentSpread spread -> fragment(spread.getName()).plus(directives(spread));
            default -> Count.NONE;
        };
    }

    private Count field(Field field) throws LimitExceededException {
        if (field.getSelectionSet() == null && field.getAlias() == null) {
            return Count.LEAF.plus(directives(field));
        }
        var below = count(field.getSelectionSet());
        var aliases = add(below.aliases(), field.getAlias() == null ? 0 : 1);
        return new Count(below.levels(), below.depth() + 1, add(below.fields(), 1), aliases, below.directives(), 1)
                .plus(directives(field));
    }

    /** A fragment within itself counts nothing here; the validator refuses it by name. */
    private Count fragment(String name) throws LimitExceededException {
        var known = counted.get(name);
        if (known != null) {
            return known;
        }
        counted.put(name, Count.NONE);
        // Here as well as afterwards: the stack is as deep as they are.
        require(++levels, limits.fragmentLevels(), "levels of fragments");
        var fragment = fragments.get(name);
        var count = fragment == null
                ? Count.NONE
                : count(fragment.getSelectionSet()).plus(directives(fragment)).deeper();
        levels--;
        counted.put(name, count);
        return count;
    }

    private Count directives(DirectivesContainer<?> node) {
        var directives = node.getDirectives();
        return directives.isEmpty() ? Count.NONE : new Count(0, 0, 0, 0, directives.size(), 0);
    }

    private static int add(int left, int right) {
        return Math.min(MANY, left + right);
    }
}
