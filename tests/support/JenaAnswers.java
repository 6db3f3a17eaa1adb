import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.jena.query.Dataset;
import org.apache.jena.query.DatasetFactory;
import org.apache.jena.query.QueryExecution;
import org.apache.jena.query.QueryExecutionFactory;
import org.apache.jena.query.ResultSetFormatter;
import org.apache.jena.riot.RDFDataMgr;

/** Answers the queries of a folder from an RDF file, and writes each answer beside its query as SPARQL JSON. */
public class JenaAnswers {
    public static void main(String[] given) throws Exception {
        Dataset data = RDFDataMgr.loadDataset(given[0]);
        Dataset asked = data;
        if (data.listNames().hasNext()) {
            // As Fuseki does with tdb2:unionDefaultGraph.
            Dataset union = DatasetFactory.create(data.getUnionModel());
            data.listNames().forEachRemaining(name -> union.addNamedModel(name, data.getNamedModel(name)));
            asked = union;
        }
        try (DirectoryStream<Path> queries = Files.newDirectoryStream(Path.of(given[1]), "*.rq")) {
            for (Path path : queries) {
                Path into = Path.of(path.toString().replaceFirst("\\.rq$", ".json"));
                try (QueryExecution execution = QueryExecutionFactory.create(Files.readString(path), asked);
                        OutputStream out = Files.newOutputStream(into)) {
                    ResultSetFormatter.outputAsJSON(out, execution.execSelect());
                }
            }
        }
    }
}
