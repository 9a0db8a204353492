package io.aula.gateway.edge;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a client asked, whatever the transport; variables both as values and as the JSON they came as. */
record GraphQlRequest(
        Optional<String> query,
        Optional<String> operationName,
        Map<String, @Nullable Object> variables,
        Map<String, byte[]> variablesJson,
        Optional<String> documentId,
        boolean mayMutate) {}
