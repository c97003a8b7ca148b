package em;
import com.sun.management.ThreadMXBean; import java.lang.management.*; import java.nio.file.*; import java.util.*;
/** As em4j's class of this name: DIRECTORY NxDxK ROWS SECONDS. */
public class EStepTime {
  static final ThreadMXBean MX = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  public static void main(String[] a) throws Exception {
    Path dir = Path.of(a[0]); String[] s = a[1].split("x"); int n = Integer.parseInt(a[2]), d = Integer.parseInt(s[1]), K = Integer.parseInt(s[2]);
    double[] x = Arrays.copyOf(Iterations.read(dir.resolve("x")), n * d), mu = Iterations.read(dir.resolve("means")), w = Iterations.read(dir.resolve("weights")), one = new double[d * d]; for (int j = 0; j < d; j++) one[j * d + j] = 1;
    List<Gaussian.Parameters> c = new ArrayList<>(); for (int k = 0; k < K; k++) c.add(new Gaussian.Parameters(Arrays.copyOfRange(mu, k * d, k * d + d), one));
    var m = new Mixture<>(K, new Gaussian(d, 0)); var t = new Mixture.Parameters<>(w, c); Rows rows = new Rows(x, n, d, null); List<Double> q = new ArrayList<>(); long end = MX.getCurrentThreadCpuTime() + (long) (1e9 * Double.parseDouble(a[3]));
    while (MX.getCurrentThreadCpuTime() < end) { long u = MX.getCurrentThreadCpuTime(); Pass.expect(m, t, rows, 1); q.add((MX.getCurrentThreadCpuTime() - u) / (double) n); }
    double[] r = q.stream().mapToDouble(v -> v).sorted().toArray(); System.out.printf(Locale.ROOT, "%s: %.2f, %.2f, %.2f ns a row%n", a[1], r[0], r[r.length / 4], r[r.length / 2]);
  }
}
