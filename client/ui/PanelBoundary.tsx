/** An error boundary a panel: one broken part says so and retries by itself; the others stay. */
import { Component, type ReactNode } from 'react'

/** Wait before a failed panel is drawn again, milliseconds. */
export const panelRetryMs = 5_000

interface Props {
  readonly message: string
  /** Called before the panel is drawn again: what broke it may be an answer that is still kept. */
  readonly onRetry?: () => void
  readonly children: ReactNode
}

/** Catches what its panel throws while drawing. */
export class PanelBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false }
  #timer: number | undefined

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override componentDidCatch(error: Error): void {
    reportError(error)
    this.#timer = window.setTimeout(() => { this.props.onRetry?.(); this.setState({ failed: false }) }, panelRetryMs)
  }

  override componentWillUnmount(): void {
    window.clearTimeout(this.#timer)
  }

  override render(): ReactNode {
    return this.state.failed ? <p className="panel-note" role="alert">{this.props.message}</p> : this.props.children
  }
}
