//! One summary call over loopback, keep-alive, 10 rows.

use benches::paired::Paired;
use benches::plain::http::ByHand;
use benches::server::Server;
use benches::{Failure, clients};

use crate::{Effort, one_thread, timed};

const CALLS: usize = 200;

pub(crate) fn run(effort: Effort) -> Result<(), Failure> {
    let server = Server::start_beside_this_program(&[])?;
    let ours = clients::ssc(&server.url())?;
    let query = clients::summary_query()?.with_page(1).with_limit(10);
    let by_hand = ByHand::new(&server.url())?;
    let mut paired = Paired::default();
    one_thread()?.block_on(async {
        for round in 0..=effort.of(60, 10) {
            let ours = timed(async {
                for _ in 0..CALLS {
                    ours.summary(&query).await?;
                }
                Ok(())
            });
            let ours = ours.await?;
            let other = timed(async {
                for _ in 0..CALLS {
                    by_hand.summary(10, 1).await?;
                }
                Ok(())
            });
            let other = other.await?;
            // The first round opens connections and fetches the token.
            if round > 0 {
                paired.push(ours, other);
            }
        }
        Ok::<_, Failure>(())
    })?;
    paired.print("call-time", "µs", 1e6 / CALLS as f64, "");
    Ok(())
}
