package io.aula.gateway.operation.document;

import graphql.language.Document;
import graphql.schema.GraphQLSchema;
import graphql.validation.ValidationError;
import graphql.validation.Validator;
import graphql.validation.rules.SubscriptionUniqueRootField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether a document asks for what the schema has (GraphQL, chapter 5). */
public final class Validity {

    private Validity() {}

    /** What is wrong with the document, in English. */
    public static List<ValidationError> errors(GraphQLSchema schema, Document document) {
        if (ValidityProof.holds(schema, document)) {
            return List.of();
        }
        // The library's rule for subscriptions breaks down over fragments that are not there, and knows nothing of
        // @skip.
        var errors = new ArrayList<>(new Validator()
                .validateDocument(schema, document, rule -> rule != SubscriptionUniqueRootField.class, Locale.ENGLISH));
        if (errors.isEmpty()) {
            errors.addAll(new SubscriptionRoots(document).errors());
            errors.addAll(new OneOfLiterals(schema, document).errors());
        }
        return errors;
    }
}
