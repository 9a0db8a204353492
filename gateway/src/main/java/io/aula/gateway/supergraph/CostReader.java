package io.aula.gateway.supergraph;

import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.FieldDefinition;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.IntValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.TypeDefinition;
import graphql.language.Value;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Collects {@code @cost} and {@code @listSize}, under whatever names the link to the cost specification gave them. */
final class CostReader {

    private final Map<String, Integer> weights = new HashMap<>();
    private final Map<String, ListSize> lists = new HashMap<>();
    private String cost = "";
    private String listSize = "";

    /** Takes the names from the specification's {@code @link}; without one, directives of such names are somebody else's. */
    void link(Directive link, String as) {
        cost = as;
        listSize = as + "__listSize";
        if (argument(link, "import") instanceof ArrayValue imports) {
            for (var value : imports.getValues()) {
                switch (value) {
                    case ObjectValue renamed -> rename(renamed);
                    case StringValue text when "@listSize".equals(text.getValue()) -> listSize = "listSize";
                    default -> {}
                }
            }
        }
    }

    private void rename(ObjectValue renamed) {
        var names = new HashMap<String, String>();
        for (ObjectField field : renamed.getObjectFields()) {
            if (field.getValue() instanceof StringValue text) {
                names.put(field.getName(), String.valueOf(text.getValue()).replace("@", ""));
            }
        }
        var as = names.getOrDefault("as", names.getOrDefault("name", ""));
        switch (names.getOrDefault("name", "")) {
            case "cost" -> cost = as;
            case "listSize" -> listSize = as;
            default -> {}
        }
    }

    CostWeights read(Document document) {
        for (var type : document.getDefinitionsOfType(TypeDefinition.class)) {
            weigh(type.getName(), (DirectivesContainer<?>) type);
            switch (type) {
                case ImplementingTypeDefinition<?> composite ->
                    composite.getFieldDefinitions().forEach(field -> read(type.getName(), field));
                case InputObjectTypeDefinition input ->
                    input.getInputValueDefinitions()
                            .forEach(field -> weigh(type.getName() + "." + field.getName(), field));
                default -> {}
            }
        }
        return new CostWeights(weights, lists);
    }

    private void read(String type, FieldDefinition field) {
        var coordinate = type + "." + field.getName();
        weigh(coordinate, field);
        field.getInputValueDefinitions()
                .forEach(argument -> weigh(coordinate + "(" + argument.getName() + ":)", argument));
        for (var directive : field.getDirectives(listSize)) {
            lists.put(
                    coordinate,
                    new ListSize(
                            number(directive, "assumedSize"),
                            texts(directive, "slicingArguments"),
                            texts(directive, "sizedFields"),
                            !(argument(directive, "requireOneSlicingArgument") instanceof BooleanValue flag)
                                    || flag.isValue()));
        }
    }

    private void weigh(String coordinate, DirectivesContainer<?> element) {
        for (var directive : element.getDirectives(cost)) {
            var weight = number(directive, "weight");
            if (weight.isEmpty()) {
                throw SupergraphException.at(directive, "@" + cost + " of " + coordinate + " has no whole weight");
            }
            weights.put(coordinate, weight.getAsInt());
        }
    }

    private static OptionalInt number(Directive directive, String name) {
        return argument(directive, name) instanceof IntValue number
                ? OptionalInt.of(number.getValue()
                        .min(BigInteger.valueOf(Integer.MAX_VALUE))
                        .max(BigInteger.valueOf(Integer.MIN_VALUE))
                        .intValue())
                : OptionalInt.empty();
    }

    private static List<String> texts(Directive directive, String name) {
        return argument(directive, name) instanceof ArrayValue list
                ? list.getValues().stream()
                        .filter(StringValue.class::isInstance)
                        .map(value -> String.valueOf(((StringValue) value).getValue()))
                        .toList()
                : List.of();
    }

    private static Value<?> argument(Directive directive, String name) {
        return Optional.ofNullable(directive.getArgument(name))
                .<Value<?>>map(argument -> argument.getValue())
                .orElse(graphql.language.NullValue.of());
    }
}
