import static io.trino.testing.TestingSession.testSessionBuilder;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.trino.plugin.hive.HivePlugin;
import io.trino.testing.DistributedQueryRunner;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs files of hfreuse sql --dialect trino on one node of Trino, with the Hive connector and a metastore of files: the
 * statements of their comment, then the query. Usage: RunTrino folder query.sql...; the folder is for the metastore.
 * Writes the rows of each query as one line of JSON.
 */
public class RunTrino {
  public static void main(String[] arguments) throws Exception {
    // Trino takes System.out for its log.
    var answers = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    var session = testSessionBuilder().setCatalog("hive").setSchema("default").build();
    try (var trino = DistributedQueryRunner.builder(session).setWorkerCount(0).build()) {
      trino.installPlugin(new HivePlugin());
      trino.createCatalog("hive", "hive", Map.of(
          "hive.metastore", "file",
          "hive.metastore.catalog.dir", "local://" + arguments[0],
          "fs.native-local.enabled", "true",
          "local.location", "/"));
      trino.execute("CREATE SCHEMA hive.default");
      for (String name : List.of(arguments).subList(1, arguments.length)) {
        String text = Files.readString(Path.of(name));
        text.lines().filter(line -> line.matches("-- (CREATE|CALL) .*;")).forEach(line ->
            trino.execute(line.replaceFirst("-- (.*);", "$1")));
        answers.println(new ObjectMapper().writeValueAsString(ask(trino, text)));
      }
    }
    // Threads of the server outlive it.
    System.exit(0);
  }

  private static List<Map<String, Object>> ask(DistributedQueryRunner trino, String query) {
    var result = trino.execute(query);
    var columns = result.getColumnNames();
    return result.getMaterializedRows().stream().map(row -> {
      Map<String, Object> named = new LinkedHashMap<>();
      for (int at = 0; at < columns.size(); at++) {
        Object value = row.getField(at);
        named.put(columns.get(at), value == null || value instanceof Number ? value : value.toString());
      }
      return named;
    }).toList();
  }
}
