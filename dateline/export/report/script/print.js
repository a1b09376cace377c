// On paper everything that passes the filter is open.
{
  const { events, fill } = report;
  const closed = [];
  const openDetails = () => {
    for (const details of document.querySelectorAll("details:not([open])")) {
      details.open = true;
      closed.push(details);
    }
  };
  addEventListener("beforeprint", () => {
    for (const event of events) if (!event.hidden) fill(event);
    openDetails();
  });
  addEventListener("afterprint", () => { for (const details of closed.splice(0)) details.open = false; });
  performance.mark("dateline-ready");
}
