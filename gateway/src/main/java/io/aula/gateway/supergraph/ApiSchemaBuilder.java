package io.aula.gateway.supergraph;

import graphql.language.Definition;
import graphql.language.Directive;
import graphql.language.DirectiveDefinition;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValueDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ScalarTypeDefinition;
import graphql.language.SchemaDefinition;
import graphql.language.Type;
import graphql.language.TypeDefinition;
import graphql.language.TypeName;
import graphql.language.UnionTypeDefinition;
import graphql.parser.Parser;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Strips the composition machinery and everything inaccessible from the supergraph document. */
final class ApiSchemaBuilder {

    private static final Set<String> KEPT_DIRECTIVES = Set.of("deprecated", "specifiedBy", "oneOf");

    private static final Set<String> STANDARD = Set.of("skip", "include", "defer");
    /** GraphQL, section 3.13. */
    private static final Set<String> EXECUTABLE = Set.of(
            "QUERY",
            "MUTATION",
            "SUBSCRIPTION",
            "FIELD",
            "FRAGMENT_DEFINITION",
            "FRAGMENT_SPREAD",
            "INLINE_FRAGMENT",
            "VARIABLE_DEFINITION");

    private static final DirectiveDefinition DEFER = Parser.parse(
                    "directive @defer(if: Boolean! = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT")
            .getDefinitionsOfType(DirectiveDefinition.class)
            .getFirst();

    private final Set<String> hidden = new HashSet<>();
    private final String inaccessible;

    ApiSchemaBuilder(String inaccessible) {
        this.inaccessible = inaccessible;
    }

    ApiSchema build(Document supergraph) {
        for (var definition : supergraph.getDefinitionsOfType(TypeDefinition.class)) {
            if (machinery(definition.getName()) || isHidden((DirectivesContainer<?>) definition)) {
                hidden.add(definition.getName());
            }
        }
        var kept = new ArrayList<Definition>();
        for (var definition : supergraph.getDefinitions()) {
            keep(definition, kept);
        }
        kept.add(DEFER);
        var document = Document.newDocument().definitions(kept).build();
        return new ApiSchema(
                UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser().buildRegistry(document)));
    }

    private void keep(Definition<?> definition, List<Definition> kept) {
        if (definition instanceof TypeDefinition<?> type && hidden.contains(type.getName())) {
            return;
        }
        switch (definition) {
            case DirectiveDefinition directive -> executable(directive).ifPresent(kept::add);
            case SchemaDefinition schema -> kept.add(schema.transform(b -> b.directives(List.of())));
            case ObjectTypeDefinition type ->
                kept.add(type.transform(b -> b.fieldDefinitions(fields(type.getFieldDefinitions()))
                        .implementz(visible(type.getImplements()))
                        .directives(List.of())));
            case InterfaceTypeDefinition type ->
                kept.add(type.transform(b -> b.definitions(fields(type.getFieldDefinitions()))
                        .implementz(visible(type.getImplements()))
                        .directives(List.of())));
            case UnionTypeDefinition type ->
                kept.add(type.transform(
                        b -> b.memberTypes(visible(type.getMemberTypes())).directives(List.of())));
            case EnumTypeDefinition type ->
                kept.add(
                        type.transform(b -> b.enumValueDefinitions(values(type)).directives(List.of())));
            case InputObjectTypeDefinition type ->
                kept.add(type.transform(b -> b.inputValueDefinitions(inputs(type.getInputValueDefinitions()))
                        .directives(keptDirectives(type))));
            case ScalarTypeDefinition type -> kept.add(type.transform(b -> b.directives(keptDirectives(type))));
            default -> kept.add(definition);
        }
    }

    /** What documents may carry; what schemas are marked with is nobody's business outside. */
    private Optional<DirectiveDefinition> executable(DirectiveDefinition directive) {
        var places = directive.getDirectiveLocations().stream()
                .filter(place -> EXECUTABLE.contains(place.getName()))
                .toList();
        return machinery(directive.getName()) || STANDARD.contains(directive.getName()) || places.isEmpty()
                ? Optional.empty()
                : Optional.of(directive.transform(b -> b.directiveLocations(places)
                        .inputValueDefinitions(inputs(directive.getInputValueDefinitions()))));
    }

    private List<FieldDefinition> fields(List<FieldDefinition> fields) {
        return fields.stream()
                .filter(field -> !isHidden(field)
                        && !hidden.contains(TypeReference.of(field.getType()).name()))
                .map(field -> field.transform(b -> b.inputValueDefinitions(inputs(field.getInputValueDefinitions()))
                        .directives(keptDirectives(field))))
                .toList();
    }

    private List<InputValueDefinition> inputs(List<InputValueDefinition> inputs) {
        return inputs.stream()
                .filter(input -> !isHidden(input))
                .map(input -> input.transform(b -> b.directives(keptDirectives(input))))
                .toList();
    }

    private List<EnumValueDefinition> values(EnumTypeDefinition type) {
        return type.getEnumValueDefinitions().stream()
                .filter(value -> !isHidden(value))
                .map(value -> value.transform(b -> b.directives(keptDirectives(value))))
                .toList();
    }

    private List<Type> visible(List<Type> types) {
        return types.stream()
                .filter(type -> !hidden.contains(((TypeName) type).getName()))
                .toList();
    }

    private boolean isHidden(DirectivesContainer<?> element) {
        return element.hasDirective(inaccessible);
    }

    private static List<Directive> keptDirectives(DirectivesContainer<?> element) {
        return element.getDirectives().stream()
                .filter(directive -> KEPT_DIRECTIVES.contains(directive.getName()))
                .toList();
    }

    /** Names with two underscores inside belong to a linked specification. */
    private static boolean machinery(String name) {
        return name.indexOf("__") > 0;
    }
}
