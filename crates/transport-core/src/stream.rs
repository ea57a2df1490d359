use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};

use futures_util::{Stream, StreamExt as _, TryStreamExt as _};

use crate::{CallError, ErrorKind};

/// The items of a list that is read as they are asked for.
///
/// `next`, `try_next` and `try_collect` are its own methods, so that nothing has to be pinned or
/// imported; it is a [`Stream`] too. Dropping it asks for nothing more.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), std::io::Error> {
/// use transport_core::ItemStream;
///
/// let items = [Ok(1), Ok(2), Err(std::io::Error::other("the connection broke"))];
/// let mut stream = ItemStream::new(futures_util::stream::iter(items));
/// assert_eq!(stream.try_next().await?, Some(1));
/// assert_eq!(stream.try_next().await?, Some(2));
/// assert!(stream.try_next().await.is_err());
/// assert!(stream.next().await.is_none());
/// # Ok(())
/// # }
/// ```
#[must_use = "a stream asks for nothing until it is read"]
pub struct ItemStream<I> {
    items: Pin<Box<dyn Stream<Item = I> + Send>>,
    skipped: Arc<AtomicU64>,
}

impl<I: 'static> ItemStream<I> {
    /// A stream of these items, such as for a test.
    pub fn new(items: impl Stream<Item = I> + Send + 'static) -> Self {
        Self::counting(items, Arc::default())
    }

    pub(crate) fn counting(
        items: impl Stream<Item = I> + Send + 'static,
        skipped: Arc<AtomicU64>,
    ) -> Self {
        Self {
            // Many streams panic when they are asked again after their end.
            items: Box::pin(items.fuse()),
            skipped,
        }
    }

    /// The next item, or `None` after the last.
    pub async fn next(&mut self) -> Option<I> {
        self.items.next().await
    }

    /// How many records were skipped so far because what identifies them could not be read.
    pub fn skipped(&self) -> u64 {
        self.skipped.load(Ordering::Relaxed)
    }
}

impl<T: 'static, E: 'static> ItemStream<Result<T, E>> {
    /// The next item, or `Ok(None)` after the last.
    ///
    /// # Errors
    ///
    /// The stream's next error.
    pub async fn try_next(&mut self) -> Result<Option<T>, E> {
        self.items.try_next().await
    }

    /// All items that are left.
    ///
    /// # Errors
    ///
    /// The stream's first error; the items before it are gone. See
    /// [`allow_incomplete`](Self::allow_incomplete) to keep those of a list that is not whole.
    pub async fn try_collect(self) -> Result<Vec<T>, E> {
        self.items.try_collect().await
    }

    /// Ends without an error where the service sent fewer rows than it announced: for a service
    /// whose count is simply wrong. The difference is logged as a warning.
    pub fn allow_incomplete(self) -> Self
    where
        T: Send,
        E: AsRef<CallError> + Send,
    {
        let items = self.items.filter(|item| {
            let error = item.as_ref().err().map(AsRef::as_ref);
            let incomplete = error.filter(|error| error.kind() == ErrorKind::Incomplete);
            if let Some(error) = incomplete {
                tracing::warn!(target: "transport_core", %error, "the list is not whole");
            }
            std::future::ready(incomplete.is_none())
        });
        Self {
            items: Box::pin(items),
            skipped: self.skipped,
        }
    }
}

impl<I> Stream for ItemStream<I> {
    type Item = I;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<I>> {
        self.items.as_mut().poll_next(context)
    }
}

impl<I> fmt::Debug for ItemStream<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemStream").finish_non_exhaustive()
    }
}
