package io.aula.gateway.edge;

import io.aula.gateway.executor.JsonValues;
import io.aula.gateway.executor.MalformedJsonException;
import io.aula.gateway.executor.Records;
import io.aula.gateway.executor.TapeReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Reads trusted documents: either {@code {id: text}}, or Apollo's persisted query manifest. */
final class DocumentManifest {

    private DocumentManifest() {}

    static Map<String, String> read(Path file) {
        try {
            var bytes = Files.readAllBytes(file);
            var records = new Records();
            var root = new TapeReader(records).read(bytes, bytes.length);
            var documents = new HashMap<String, String>();
            if (JsonValues.of(records, root) instanceof Map<?, ?> manifest) {
                collect(manifest, documents);
            }
            return documents;
        } catch (IOException e) {
            throw new UncheckedIOException("The manifest cannot be read: " + file, e);
        } catch (MalformedJsonException e) {
            throw new IllegalArgumentException("The manifest is not JSON: " + file, e);
        }
    }

    private static void collect(Map<?, ?> manifest, Map<String, String> documents) {
        if (manifest.get("operations") instanceof Iterable<?> operations) {
            for (var operation : operations) {
                if (operation instanceof Map<?, ?> entry
                        && entry.get("id") instanceof String id
                        && entry.get("body") instanceof String body) {
                    documents.put(id, body);
                }
            }
            return;
        }
        manifest.forEach((id, text) -> {
            if (id instanceof String key && text instanceof String body) {
                documents.put(key, body);
            }
        });
    }
}
